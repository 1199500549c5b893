import { createTraciClient, type TraciClient, type TraciVehicle } from "@arterial/sumo/traci/client";
import { connectTraci } from "@arterial/sumo/traci/connection";
import { VARIABLE } from "@arterial/sumo/traci/constants";
import { createSimulationControl, type SimulationControl } from "@arterial/sumo/traci/control";
import { type SumoProcess, startSumo } from "@arterial/sumo/traci/sumo-process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ScenarioFolder } from "../testing/demo-scenario.ts";
import { ROAD_LANES, writeRoadScenario } from "../testing/road-scenario.ts";
import { answerCommand } from "./control-command.ts";

const WARM_UP_S = 300;
/** Long enough for those who drove under the old rule to leave the road. */
const SETTLE_S = 400;
const OBSERVED_S = 60;

describe("commands to a running SUMO", () => {
  let files: ScenarioFolder;
  let sumo: SumoProcess;
  let client: TraciClient;
  let control: SimulationControl;

  beforeEach(async () => {
    files = await writeRoadScenario();
    sumo = await startSumo({ configFile: files.configFile, args: ["--ignore-route-errors", "--seed", "7"] });
    client = await createTraciClient(
      await connectTraci({ host: "127.0.0.1", port: sumo.port, withinMs: 20_000 }),
    );
    control = createSimulationControl(client, (edgeId) => ROAD_LANES[edgeId] ?? []);
    await drive(WARM_UP_S);
  });
  afterEach(async () => {
    await client?.close();
    await sumo?.stop();
    await files?.remove();
  });

  async function drive(seconds: number): Promise<TraciVehicle[]> {
    let vehicles: TraciVehicle[] = [];
    for (let left = seconds; left > 0; left -= 1) ({ vehicles } = await client.step());
    return vehicles;
  }

  /** Vehicles of an edge over the next minute, one entry for each second that one was there. */
  async function observe(edgeId: string): Promise<TraciVehicle[]> {
    const seen: TraciVehicle[] = [];
    for (let left = OBSERVED_S; left > 0; left -= 1) {
      const { vehicles } = await client.step();
      seen.push(...vehicles.filter(({ laneId }) => ROAD_LANES[edgeId]?.includes(laneId)));
    }
    return seen;
  }

  async function meanSpeedKmh(edgeId: string): Promise<number> {
    const seen = await observe(edgeId);
    return (3.6 * seen.reduce((sum, { speedMs }) => sum + speedMs, 0)) / seen.length;
  }

  async function order(command: object): Promise<void> {
    expect(await answerCommand(control, JSON.stringify(command))).toMatchObject({ ok: true });
  }

  it("a lower limit slows the segment, and undo gives its speed back", async () => {
    const before = await meanSpeedKmh("road");
    expect(before).toBeGreaterThan(40);
    await order({ command: "set-limit", segmentId: "road", limitKmh: 20 });
    await drive(SETTLE_S);
    const during = await meanSpeedKmh("road");
    expect(during).toBeGreaterThan(10);
    expect(during).toBeLessThan(23);
    await order({ command: "undo" });
    await drive(SETTLE_S);
    expect(await meanSpeedKmh("road")).toBeGreaterThan(0.9 * before);
  });

  it("of two limits of one segment either may be taken back first, and the first speed comes back", async () => {
    const before = await meanSpeedKmh("road");
    await order({ command: "set-limit", segmentId: "road", limitKmh: 30 });
    await order({ command: "set-limit", segmentId: "road", limitKmh: 20 });
    await order({ command: "undo", number: 1 });
    await drive(SETTLE_S);
    expect(await meanSpeedKmh("road")).toBeLessThan(23);
    await order({ command: "undo", number: 2 });
    await drive(SETTLE_S);
    expect(await meanSpeedKmh("road")).toBeGreaterThan(0.9 * before);
  });

  it("nobody uses a closed lane any more, closed twice as well, and undo opens it again", async () => {
    const lanesUsed = async () => new Set((await observe("road")).map(({ laneId }) => laneId));
    expect(await lanesUsed()).toEqual(new Set(["road_0", "road_1"]));
    await order({ command: "close-lane", laneId: "road_1" });
    await order({ command: "close-lane", laneId: "road_1" });
    expect(control.applied()).toEqual([{ number: 1, kind: "lane closed", subjectId: "road_1" }]);
    await drive(SETTLE_S);
    expect(await lanesUsed()).toEqual(new Set(["road_0"]));
    await order({ command: "undo" });
    await drive(SETTLE_S);
    expect(await lanesUsed()).toEqual(new Set(["road_0", "road_1"]));
  });

  it("a stopped vehicle stands and holds up who is behind it, until that is undone", async () => {
    const vehicles = await drive(1);
    const { id } = vehicles.find(
      ({ laneId, lanePositionM }) => laneId === "road_0" && lanePositionM > 700,
    ) ?? {
      id: "none on the road",
    };
    await order({ command: "stop-vehicle", vehicleId: id });
    const speedOf = (seen: TraciVehicle[]) => seen.find((one) => one.id === id)?.speedMs;
    expect(speedOf(await drive(20))).toBe(0);
    const [laneId] = vehicles.filter((one) => one.id === id).map((one) => one.laneId);
    expect((await drive(100)).filter((one) => one.laneId === laneId && one.speedMs < 1)).not.toHaveLength(0);
    await order({ command: "undo" });
    expect(speedOf(await drive(20))).toBeGreaterThan(5);
    expect(control.applied()).toEqual([]);
  });

  it("what concerns a vehicle that has left does not stand in the way of other changes", async () => {
    const [leaving] = (await drive(1)).toSorted((a, b) => b.x - a.x);
    await order({ command: "set-limit", segmentId: "road", limitKmh: 30 });
    await order({ command: "stop-vehicle", vehicleId: leaving?.id });
    // Somebody else than the control drives it off.
    await client.set("vehicle", VARIABLE.speed, leaving?.id ?? "", { type: "double", value: 13 });
    expect((await drive(120)).map(({ id }) => id)).not.toContain(leaving?.id);
    expect(await answerCommand(control, '{"command":"undo"}')).toMatchObject({ ok: false, code: "REFUSED" });
    expect(control.applied()).toMatchObject([{ kind: "limit set" }]);
    await order({ command: "undo" });
  });
});
