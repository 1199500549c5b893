import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import type { InductionLoop } from "@arterial/sumo/induction-loops";
import { motorLanes } from "@arterial/sumo/lane-access";
import { pointAlong } from "@arterial/sumo/lane-line";
import type { SumoLane } from "@arterial/sumo/network";
import type { Scenario } from "./scenario.ts";

/** Loops without a period of their own report this often, s. */
const DEFAULT_PERIOD_S = 60;

/** A loop of a scenario as a device, and what is needed to read it. */
export interface ScenarioLoop {
  device: Device;
  loopId: string;
  laneId: string;
  periodS: number;
}

/** Id of the vehicle feed of a scenario. */
export function feedIdOf(scenarioName: string): string {
  return deviceIdOf(`sumo-${scenarioName}`);
}

/** The vehicle feed of a scenario, placed in the middle of its network. */
export function feedDeviceOf(scenario: Scenario): Device {
  const [minX, minY, maxX, maxY] = scenario.network.location.convBoundary;
  const [lon, lat] = scenario.projection.toLonLat([(minX + maxX) / 2, (minY + maxY) / 2]);
  return deviceSchema.parse({
    id: feedIdOf(scenario.name),
    kind: "vehicle",
    name: `SUMO vehicles of ${scenario.name}`,
    lon,
    lat,
    expectedIntervalS: 1,
  });
}

/** The loops of a scenario that lie on a lane of its network, as devices under the loop's own id. */
export function loopDevicesOf(scenario: Scenario): ScenarioLoop[] {
  return scenario.loops.flatMap((loop): ScenarioLoop[] => {
    const lane = scenario.network.edges.get(loop.edgeId)?.lanes.find((one) => one.id === loop.laneId);
    return lane ? [toLoop(scenario, loop, lane)] : [];
  });
}

/** Whether an edge is a segment of the city: motor vehicles may use it. */
export function isSegment(scenario: Scenario, edgeId: string): boolean {
  const edge = scenario.network.edges.get(edgeId);
  return edge !== undefined && motorLanes(edge).length > 0;
}

function toLoop(scenario: Scenario, loop: InductionLoop, lane: SumoLane): ScenarioLoop {
  const offsetM = loop.positionM < 0 ? lane.lengthM + loop.positionM : loop.positionM;
  const { point, headingDeg } = pointAlong(lane.shape, offsetM, lane.lengthM);
  const [lon, lat] = scenario.projection.toLonLat(point);
  const periodS = loop.periodS && loop.periodS > 0 ? loop.periodS : DEFAULT_PERIOD_S;
  return {
    loopId: loop.id,
    laneId: loop.laneId,
    periodS,
    device: deviceSchema.parse({
      id: deviceIdOf(loop.id),
      kind: "traffic",
      name: `E1 ${loop.id}`,
      lon,
      lat,
      headingDeg: Math.round(headingDeg) % 360,
      segmentId: isSegment(scenario, loop.edgeId) ? loop.edgeId : undefined,
      offsetM: Math.max(0, offsetM),
      lane: lane.index,
      expectedIntervalS: periodS,
    }),
  };
}

/** SUMO's ids may hold anything; device ids are topic levels. */
function deviceIdOf(sumoId: string): string {
  return sumoId
    .replace(/[^A-Za-z0-9._:-]/g, "_")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 64);
}
