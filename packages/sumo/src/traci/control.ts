import type { TraciClient } from "./client.ts";
import { VARIABLE } from "./constants.ts";

/** A change of a running simulation that is still in force. */
export interface AppliedChange {
  /** 1 for the first change of the run, and so on. */
  number: number;
  kind: "lane closed" | "vehicle stopped" | "limit set";
  /** The lane, vehicle or edge. */
  subjectId: string;
}

/** Changes a running simulation, and takes the changes back. All reject with TraciError `REFUSED` when SUMO says no. */
export interface SimulationControl {
  /** Forbids a lane to every vehicle; those on it leave it at the next chance. */
  closeLane(laneId: string): Promise<AppliedChange>;
  /** Gives a closed lane back to whom it was open before. */
  reopenLane(laneId: string): Promise<void>;
  /** Lets a vehicle brake to a stand where it is, and keeps it there. */
  stopVehicle(vehicleId: string): Promise<AppliedChange>;
  resumeVehicle(vehicleId: string): Promise<void>;
  /** Sets the limit of all lanes of an edge. */
  setLimit(edgeId: string, speedMs: number): Promise<AppliedChange>;
  /** Takes back the latest change, or the one of that number; undefined when there is none. */
  undo(number?: number): Promise<AppliedChange | undefined>;
  /** Changes in force, oldest first. */
  applied(): AppliedChange[];
}

/** SUMO's word for every vehicle class. */
const ALL_CLASSES = "all";
/** Hands the speed of a vehicle back to its own driving. */
const OWN_SPEED = -1;

/** @param lanesOf ids of the lanes of an edge; empty for an unknown edge. */
export function createSimulationControl(
  client: TraciClient,
  lanesOf: (edgeId: string) => readonly string[],
): SimulationControl {
  const changes: (AppliedChange & { revert: () => Promise<void> })[] = [];
  let lastNumber = 0;

  function remember(change: Omit<AppliedChange, "number">, revert: () => Promise<void>): AppliedChange {
    lastNumber += 1;
    const applied = { number: lastNumber, ...change };
    changes.push({ ...applied, revert });
    return applied;
  }
  async function revertAt(index: number): Promise<AppliedChange | undefined> {
    const change = changes[index];
    if (!change) return undefined;
    await change.revert();
    changes.splice(changes.indexOf(change), 1);
    const { revert: _, ...applied } = change;
    return applied;
  }
  async function revertLast(kind: AppliedChange["kind"], subjectId: string): Promise<void> {
    await revertAt(changes.findLastIndex((change) => change.kind === kind && change.subjectId === subjectId));
  }

  return {
    closeLane: async (laneId) => {
      const allowed = (await client.get("lane", VARIABLE.laneAllowed, laneId)) as readonly string[];
      await client.set("lane", VARIABLE.laneDisallowed, laneId, { type: "stringList", value: [ALL_CLASSES] });
      return remember({ kind: "lane closed", subjectId: laneId }, () =>
        // An empty list opens the lane to all.
        client.set("lane", VARIABLE.laneAllowed, laneId, { type: "stringList", value: allowed }),
      );
    },
    reopenLane: (laneId) => revertLast("lane closed", laneId),
    stopVehicle: async (vehicleId) => {
      await client.set("vehicle", VARIABLE.speed, vehicleId, { type: "double", value: 0 });
      return remember({ kind: "vehicle stopped", subjectId: vehicleId }, () =>
        client.set("vehicle", VARIABLE.speed, vehicleId, { type: "double", value: OWN_SPEED }),
      );
    },
    resumeVehicle: (vehicleId) => revertLast("vehicle stopped", vehicleId),
    setLimit: async (edgeId, speedMs) => {
      const before: { laneId: string; speedMs: number }[] = [];
      for (const laneId of lanesOf(edgeId)) {
        const laneSpeedMs = Number(await client.get("lane", VARIABLE.maxSpeed, laneId));
        before.push({ laneId, speedMs: laneSpeedMs });
      }
      await client.set("edge", VARIABLE.maxSpeed, edgeId, { type: "double", value: speedMs });
      return remember({ kind: "limit set", subjectId: edgeId }, async () => {
        for (const lane of before) {
          await client.set("lane", VARIABLE.maxSpeed, lane.laneId, { type: "double", value: lane.speedMs });
        }
      });
    },
    undo: (number) =>
      revertAt(number === undefined ? changes.length - 1 : changes.findIndex((one) => one.number === number)),
    applied: () => changes.map(({ revert: _, ...change }) => change),
  };
}
