import type { Clock } from "@arterial/runtime/clock";
import type { Logger } from "@arterial/runtime/logger";
import type { TraciClient, TraciVehicle } from "@arterial/sumo/traci/client";
import { createLoopIntervals, type LoopInterval } from "@arterial/sumo/traci/loop-intervals";
import { cutIntoMessages } from "../publish/cut-into-messages.ts";
import type { Publisher } from "../publish/publisher.ts";
import { createPace, type Pace } from "./pace.ts";
import type { Scenario } from "./scenario.ts";
import { feedIdOf, isSegment, loopDevicesOf, type ScenarioLoop } from "./scenario-devices.ts";
import { loopReading, vehicleReading } from "./step-readings.ts";

export interface ScenarioRun {
  scenario: Scenario;
  client: TraciClient;
  publisher: Publisher;
  clock: Clock;
  logger: Logger;
  signal: AbortSignal;
  /** Simulated seconds per second of the wall clock. */
  speed: number;
  /** Time of the first reading, epoch ms; see `createPace`. */
  startAtMs?: number | undefined;
}

/** Above 1× vehicles are published at most twice a second of the wall clock. */
const PUBLICATIONS_PER_WALL_SECOND = 2;

/**
 * Steps a simulation against the wall clock and publishes what its devices would, until nobody is left on the road, its
 * end is reached or the signal is aborted. Loops that were joined in the middle of an interval begin with the next one.
 * @returns the simulated time at the end, s.
 */
export async function runScenario(run: ScenarioRun): Promise<number> {
  const { client, scenario, signal } = run;
  const { timeS: joinedS, stepLengthS } = await client.time();
  const loops = loopDevicesOf(scenario);
  await client.subscribeLoops(loops.map((loop) => loop.loopId));
  const groups = loopGroups(loops, scenario.beginS, joinedS);
  const pace = createPace(run.clock, { speed: run.speed, beginS: joinedS, startAtMs: run.startAtMs });
  const everyS = Math.max(1, run.speed / PUBLICATIONS_PER_WALL_SECOND);
  const publishVehicles = createVehiclePublication(run, pace);
  const publishLoops = createLoopPublication(run, pace, { loops, joinedS });
  let publishAtS = Math.ceil(joinedS);
  let timeS = joinedS;
  run.logger.info(
    { scenario: scenario.name, loops: loops.length, speed: run.speed, joinedS },
    "simulation joined",
  );
  while (!signal.aborted) {
    const isOnTime = await pace.waitFor(timeS + stepLengthS, signal);
    if (signal.aborted) break;
    if (!isOnTime) run.logger.warn({ timeS }, "simulation slower than asked");
    const step = await client.step();
    timeS = step.timeS;
    publishLoops(groups.flatMap((group) => group.take(step)));
    if (timeS >= publishAtS) {
      publishVehicles(step.vehicles, timeS);
      publishAtS = timeS + everyS;
    }
    if (step.expectedVehicles === 0 || (scenario.endS !== undefined && timeS >= scenario.endS)) break;
  }
  publishLoops(groups.flatMap((group) => group.flush(timeS)));
  run.logger.info({ timeS, ...run.publisher.stats() }, "simulation ended");
  return timeS;
}

/** Loops of one period are cut at the same times: multiples of the period from the begin of the simulation. */
function loopGroups(loops: readonly ScenarioLoop[], beginS: number, joinedS: number) {
  const byPeriod = Map.groupBy(loops, (loop) => loop.periodS);
  return [...byPeriod].map(([periodS, group]) =>
    createLoopIntervals(
      group.map(({ loopId, laneId }) => ({ id: loopId, laneId, periodS })),
      beginS + Math.floor((joinedS - beginS) / periodS) * periodS,
    ),
  );
}

function createVehiclePublication({ scenario, publisher }: ScenarioRun, pace: Pace) {
  const feedId = feedIdOf(scenario.name);
  const segmentIds = new Set([...scenario.network.edges.keys()].filter((id) => isSegment(scenario, id)));
  const place = { projection: scenario.projection, isSegment: (edgeId: string) => segmentIds.has(edgeId) };
  return (vehicles: readonly TraciVehicle[], timeS: number) => {
    const ts = pace.tsOf(timeS);
    for (const part of cutIntoMessages(vehicles)) {
      publisher.publish(
        "vehicle",
        feedId,
        part.map((vehicle) => vehicleReading(vehicle, ts, place)),
      );
    }
  };
}

function createLoopPublication(
  { publisher }: ScenarioRun,
  pace: Pace,
  { loops, joinedS }: { loops: readonly ScenarioLoop[]; joinedS: number },
) {
  const deviceOf = new Map(loops.map((loop) => [loop.loopId, loop.device]));
  return (intervals: readonly LoopInterval[]) => {
    for (const interval of intervals) {
      const device = deviceOf.get(interval.loopId);
      if (!device || interval.beginS < joinedS) continue;
      publisher.publish("traffic", device.id, loopReading(interval, pace.tsOf(interval.endS), device.lane));
    }
  };
}
