import type { Device, DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import type { FaultClass } from "@arterial/domain/quality/fault-class";
import type { FaultThresholds } from "@arterial/domain/quality/fault-thresholds";
import { breakHold, type Verdict } from "./fault-hold.ts";
import type { FaultLedger } from "./fault-ledger.ts";
import {
  addToLengths,
  chatter,
  implausible,
  type LoopMeasure,
  lockedOn,
  loopDisagrees,
  loopMeasure,
} from "./loop-checks.ts";
import type { LoopReferences } from "./loop-reference.ts";
import type { PartState } from "./sensor-state.ts";
import { silenceLimitS } from "./silence.ts";
import { highValue, quantitiesOf, stuck } from "./value-checks.ts";

/** Which part of which sensor a verdict is about, and when. */
export interface VerdictPlace {
  device: Device;
  part: PartState;
  /** Event time, epoch ms. */
  atMs: number;
}

export type ApplyVerdict = (place: VerdictPlace, faultClass: FaultClass, verdict: Verdict) => void;

export interface ReadingCheckOptions {
  thresholds: Readonly<Record<DeviceKind, FaultThresholds>>;
  references: () => LoopReferences;
  postedKmhOf: (segmentId: string) => number | undefined;
  isTrustedAt: FaultLedger["isTrustedAt"];
  apply: ApplyVerdict;
}

/** Makes the checks that look at the values of a reading. Returns what was measured, by quantity. */
export type CheckReading = (
  device: Device,
  part: PartState,
  observation: Observation,
) => Readonly<Record<string, number>>;

/** Creates the checks of values: those of every kind, and those of loops. */
export function createReadingChecks(options: ReadingCheckOptions): CheckReading {
  const { thresholds, apply } = options;
  return function checkReading(device, part, observation) {
    const limits = thresholds[device.kind];
    const { ts } = observation.reading;
    noticeGap(part, ts, limits.noData && silenceLimitS(limits.noData, device));
    const place = { device, part, atMs: ts };
    const loop = observation.kind === "traffic" ? measureLoop(device, observation, options) : null;
    if (loop) checkLoop(place, loop, options);
    const quantities = quantitiesOf(observation, loop?.laneFlowVph ?? null);
    if (limits.highValue) apply(place, "high_value", highValue(quantities, limits.highValue));
    const isLocked = limits.lockedOn && (quantities.occupancy ?? 0) >= limits.lockedOn.occupancy;
    if (limits.stuck && !isLocked) {
      const { seconds, intervals } = limits.stuck.enter;
      const enterS = Math.max(seconds, intervals * device.expectedIntervalS);
      apply(place, "stuck", stuck(part, quantities, { ts, enterS }));
    }
    // Once all checks have spoken: what shows a fault is no reference any more.
    if (loop) giveReference(device, observation, { loop, options });
    return quantities;
  };
}

/** Evidence does not go on over a silence. */
function noticeGap(part: PartState, ts: number, limitS: number | null): void {
  if (limitS !== null && (ts - part.newestTs) / 1000 > limitS) {
    for (const hold of part.holds.values()) breakHold(hold);
  }
  part.newestTs = ts;
}

/** What a loop's reading says of the flow. */
interface MeasuredLoop {
  measure: LoopMeasure;
  /** Null for a loop across several lanes, and while it counts nothing. */
  laneFlowVph: number | null;
  /** Whether as many vehicles can pass on the lanes that it counts; a period that is too short makes it too many. */
  isPossible: boolean;
}

function measureLoop(
  device: Device,
  { reading }: Observation<"traffic">,
  { thresholds, references }: ReadingCheckOptions,
): MeasuredLoop {
  const measure = loopMeasure(reading, device.expectedIntervalS);
  const { flowVph = null } = measure;
  const isOneLane = reading.lane !== undefined || device.lane !== undefined;
  const lanes = isOneLane ? 1 : references().lanesAt(device);
  const mostVph = thresholds.traffic.highValue?.limits.laneFlowVph?.max ?? Number.MAX_VALUE;
  return {
    measure,
    laneFlowVph: isOneLane ? flowVph : null,
    isPossible: flowVph !== null && flowVph / lanes <= mostVph,
  };
}

function checkLoop(place: VerdictPlace, loop: MeasuredLoop, options: ReadingCheckOptions): void {
  const { device, part, atMs } = place;
  const { thresholds, apply, postedKmhOf } = options;
  const { measure, isPossible } = loop;
  const limits = thresholds.traffic;
  const postedKmh = device.segmentId === undefined ? undefined : postedKmhOf(device.segmentId);
  addToLengths(part.loop, measure, postedKmh);
  if (limits.lockedOn) apply(place, "locked_on", lockedOn(measure, limits.lockedOn));
  if (limits.chatter) apply(place, "chatter", chatter(part.loop, limits.chatter));
  const { vehicles, periodS } = measure;
  // A flow that cannot be says nothing of the loop's usual share either, which is remembered for days.
  if (limits.disagrees && vehicles !== undefined && isPossible) {
    const othersVph = options.references().laneFlowVph(device, atMs);
    if (othersVph !== null) {
      const context = { vehicles, othersVph, periodS };
      apply(place, "disagrees", loopDisagrees(part.loop, context, limits.disagrees));
    }
  }
  if (!limits.implausible) return;
  const lockedAt = limits.lockedOn?.occupancy ?? 1;
  const context = { sums: part.loop, limits: limits.implausible, lockedAt, postedKmh };
  apply(place, "implausible", implausible(measure, context));
}

/**
 * Gives the loop's flow to its neighbours as a reference, unless it cannot be or the loop has a fault: by the reading's own
 * time, so that the same readings are references when they are read again.
 */
function giveReference(
  device: Device,
  { receivedAt, reading: { ts } }: Observation,
  { loop, options }: { loop: MeasuredLoop; options: ReadingCheckOptions },
): void {
  const { flowVph } = loop.measure;
  if (flowVph === undefined) return;
  const isReference = loop.isPossible && options.isTrustedAt(device.id, { ts, receivedAt });
  options.references().takeLoopFlow(device.id, isReference ? flowVph : null, ts);
}
