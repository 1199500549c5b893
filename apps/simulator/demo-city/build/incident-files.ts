import { HARBOUR_BRIDGE_COLLISION as COLLISION } from "../plan/incident.ts";
import type { Extra } from "./demand-files.ts";

const ROUTE =
  "marsh-road-08-in marsh-road-07-in marsh-road-06-in marsh-road-05-in r1-cw-marsh-road-on r1-cw-05 r1-cw-06 r1-cw-07 r1-cw-quayside-off quayside-05-out";

/** Driving time from the gate to the bridge, s: found by running the simulation. */
const APPROACH_S = [206, 216] as const;

/** The two vehicles that collide; they come down Marsh Road and stop on the bridge. */
export function collidingVehicles(): Extra[] {
  return COLLISION.blockedLanes.map((lane, i) => ({
    id: `x${i + 1}`,
    departS: COLLISION.startS - (APPROACH_S[i] ?? 0) + 3 * i,
    xml: (id, departS) =>
      `  <vehicle id="${id}" type="${i === 0 ? "car" : "van"}" depart="${departS}" departPos="0" departSpeed="desired" departLane="best">` +
      `<route edges="${ROUTE}"/>` +
      `<stop lane="${COLLISION.segmentId}_${lane}" endPos="${COLLISION.offsetM - 9 * i}" startPos="${COLLISION.offsetM - 9 * i - 8}" until="${untilS(departS)}"/></vehicle>`,
  }));
}

/** End of the block in the hour whose beginning is nearest to the departure. */
function untilS(departS: number): number {
  return Math.floor((departS + 1800) / 3600) * 3600 + COLLISION.endS;
}

/** Lowers the limit of the lane that stays open, in every hour. */
export function passingLimitXml(hours: number): string {
  const steps: string[] = ['<step time="0" speed="-1"/>'];
  for (let hour = 0; hour < hours; hour += 1) {
    steps.push(
      `<step time="${hour * 3600 + COLLISION.startS + 20}" speed="${(COLLISION.passingLimitKmh / 3.6).toFixed(2)}"/>`,
    );
    steps.push(`<step time="${hour * 3600 + COLLISION.endS}" speed="-1"/>`);
  }
  return `  <variableSpeedSign id="harbour-bridge" lanes="${COLLISION.segmentId}_${COLLISION.openLane}">${steps.join("")}</variableSpeedSign>`;
}
