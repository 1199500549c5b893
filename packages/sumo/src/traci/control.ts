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
  /** Forbids a lane to every vehicle; those on it leave it at the next chance. A lane that is closed stays so. */
  closeLane(laneId: string): Promise<AppliedChange>;
  /** Gives a closed lane back to whom it was open before. */
  reopenLane(laneId: string): Promise<void>;
  /** Lets a vehicle brake to a stand where it is, and keeps it there. */
  stopVehicle(vehicleId: string): Promise<AppliedChange>;
  resumeVehicle(vehicleId: string): Promise<void>;
  /** Sets the limit of all lanes of an edge. */
  setLimit(edgeId: string, speedMs: number): Promise<AppliedChange>;
  /**
   * Takes back the latest change, or the one of that number; undefined when there is none. One that SUMO refuses to take
   * back, as of a vehicle that has left, is in force no more.
   */
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
  function inForce(kind: AppliedChange["kind"], subjectId: string): AppliedChange | undefined {
    const change = changes.find((one) => one.kind === kind && one.subjectId === subjectId);
    return change && withoutRevert(change);
  }
  async function revertAt(index: number): Promise<AppliedChange | undefined> {
    const [change] = index < 0 ? [] : changes.splice(index, 1);
    if (!change) return undefined;
    const { kind, subjectId } = change;
    const later = changes.slice(index).find((one) => one.kind === kind && one.subjectId === subjectId);
    // What a later change put in its place stays, and gives back what was before both.
    if (later) later.revert = change.revert;
    else await change.revert();
    return withoutRevert(change);
  }
  async function revertLast(kind: AppliedChange["kind"], subjectId: string): Promise<void> {
    await revertAt(changes.findLastIndex((change) => change.kind === kind && change.subjectId === subjectId));
  }

  return {
    closeLane: async (laneId) => {
      const closed = inForce("lane closed", laneId);
      if (closed) return closed;
      // What is allowed would be an empty list both for all and for nobody.
      const disallowed = (await client.get("lane", VARIABLE.laneDisallowed, laneId)) as readonly string[];
      await client.set("lane", VARIABLE.laneDisallowed, laneId, { type: "stringList", value: [ALL_CLASSES] });
      return remember({ kind: "lane closed", subjectId: laneId }, () =>
        client.set("lane", VARIABLE.laneDisallowed, laneId, { type: "stringList", value: disallowed }),
      );
    },
    reopenLane: (laneId) => revertLast("lane closed", laneId),
    stopVehicle: async (vehicleId) => {
      const stopped = inForce("vehicle stopped", vehicleId);
      if (stopped) return stopped;
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
    applied: () => changes.map(withoutRevert),
  };
}

function withoutRevert({ number, kind, subjectId }: AppliedChange): AppliedChange {
  return { number, kind, subjectId };
}
