import type { Observation } from "@arterial/domain/observation";
import type { FaultThresholds } from "@arterial/domain/quality/fault-thresholds";
import type { FaultFinding } from "@arterial/domain/quality/sensor-fault";
import type { Verdict } from "./fault-hold.ts";
import type { PartState, SensorState } from "./sensor-state.ts";

/** One channel alone often repeats itself while the sensor is well; it must do so for this many times longer. */
const SINGLE_CHANNEL_FACTOR = 4;

/** What was measured, by quantity: the numeric fields of a reading and what follows from them. */
export function quantitiesOf(
  { kind, reading }: Observation,
  laneFlowVph: number | null,
): Record<string, number> {
  const result: Record<string, number> = {};
  for (const [name, value] of Object.entries(reading)) {
    if (typeof value === "number" && !HOW_IT_WAS_TAKEN.has(name)) result[name] = value;
  }
  if (laneFlowVph !== null) result.laneFlowVph = laneFlowVph;
  if (kind === "parking" && reading.occupied !== undefined && reading.capacity) {
    result.occupiedShare = reading.occupied / reading.capacity;
  }
  if (kind === "camera") {
    for (const [name, count] of Object.entries(reading.counts)) result[`counts.${name}`] = count;
  }
  return result;
}

const HOW_IT_WAS_TAKEN: ReadonlySet<string> = new Set(["ts", "seq", "lane", "periodS", "capacity"]);

/** Values outside of what the quantity can be. */
export function highValue(
  quantities: Readonly<Record<string, number>>,
  { limits }: NonNullable<FaultThresholds["highValue"]>,
): Verdict {
  const findings: FaultFinding[] = [];
  let isKnown = false;
  for (const [quantity, { min, max }] of Object.entries(limits)) {
    const value = quantities[quantity];
    if (value === undefined) continue;
    isKnown = true;
    if (value > max) findings.push({ quantity, value, limit: max, relation: "above" });
    if (value < min) findings.push({ quantity, value, limit: min, relation: "below" });
  }
  return isKnown ? findings : null;
}

/** The same values as in the reading before. Zeros say nothing: there may be nothing to measure. */
export function stuck(
  part: PartState,
  quantities: Readonly<Record<string, number>>,
  context: { ts: number; enterS: number },
): Verdict {
  const values = Object.values(quantities);
  const signature = values.join(" ");
  const isSame = signature === part.signature;
  if (!isSame) {
    part.signature = signature;
    part.sameSince = context.ts;
    return [];
  }
  if (values.every((value) => value === 0)) return null;
  const sameS = (context.ts - part.sameSince) / 1000;
  const isSingle = values.length === 1;
  if (isSingle && sameS < context.enterS * (SINGLE_CHANNEL_FACTOR - 1)) return null;
  return [{ quantity: "unchangedS", value: sameS, limit: context.enterS, relation: "above" }];
}

/** A device's clock against that of the receipt. A backlog that is being sent has an age that shrinks: no skew. */
export function clockSkew(
  sensor: SensorState,
  times: { ts: number; receivedAt: number; expectedIntervalS: number },
  limits: NonNullable<FaultThresholds["clockSkew"]>,
): Verdict {
  const { ts, receivedAt, expectedIntervalS } = times;
  if (receivedAt - sensor.clockCheckedAt < expectedIntervalS * 500) return null;
  const lagMs = receivedAt - ts;
  const isSteady = Math.abs(lagMs - sensor.lagMs) <= limits.jitterS * 1000;
  sensor.clockCheckedAt = receivedAt;
  sensor.lagMs = lagMs;
  if (lagMs < -limits.aheadS * 1000) {
    return [{ quantity: "aheadS", value: -lagMs / 1000, limit: limits.aheadS, relation: "above" }];
  }
  const behindS = Math.max(limits.behindS, 2 * expectedIntervalS);
  if (lagMs <= behindS * 1000) return [];
  return isSteady ? [{ quantity: "behindS", value: lagMs / 1000, limit: behindS, relation: "above" }] : null;
}
