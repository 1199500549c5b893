import { HISTORY_INCIDENTS, LOOP_FAULTS } from "./history-events.ts";
import { HARBOUR_BRIDGE_COLLISION as COLLISION } from "./incident.ts";

/** An entry of incidents.json. */
export interface ListedIncident {
  readonly id: string;
  /** `recording`: seconds of the recorded hour, in every pass; `history`: seconds after the Monday 00:00 with which the 28 days begin. */
  readonly in: "recording" | "history";
  readonly kind: string;
  readonly segmentId: string;
  readonly offsetM?: number;
  /** Blocked lanes, 0 is the rightmost. */
  readonly lanes: readonly number[];
  readonly startS: number;
  readonly endS: number;
  readonly text: string;
}

/** All scripted incidents: the one of the recorded hour and those of the history. */
export function listIncidents(): ListedIncident[] {
  const recorded: ListedIncident = {
    id: "harbour-bridge-collision",
    in: "recording",
    kind: "collision",
    segmentId: COLLISION.segmentId,
    offsetM: COLLISION.offsetM,
    lanes: COLLISION.blockedLanes,
    startS: COLLISION.startS,
    endS: COLLISION.endS,
    text: "Two vehicles collide on Harbour Bridge; two of the three clockwise lanes of R1 are blocked",
  };
  const past = HISTORY_INCIDENTS.map(
    ({ id, kind, segmentId, lanes, text, day, startHour, durationH }): ListedIncident => {
      const startS = day * 86_400 + startHour * 3600;
      return { id, in: "history", kind, segmentId, lanes, startS, endS: startS + durationH * 3600, text };
    },
  );
  return [recorded, ...past];
}

/** Loops whose fault lasts to the end of the history, so that they are faulty in the live city too. */
export function listLastingFaults(): { deviceId: string; fault: string; text: string }[] {
  return LOOP_FAULTS.filter((fault) => fault.toDay >= 28 && fault.kind !== "drift").map(
    ({ deviceId, kind, text }) => ({ deviceId, fault: kind, text }),
  );
}
