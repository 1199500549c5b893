import type { Device, DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import type { FaultClass } from "@arterial/domain/quality/fault-class";
import type { FaultThresholds } from "@arterial/domain/quality/fault-thresholds";
import type { TrafficReading } from "@arterial/domain/traffic/observation";
import { breakHold, type Verdict } from "./fault-hold.ts";
import { addToLengths, chatter, implausible, lockedOn, loopDisagrees, loopMeasure } from "./loop-checks.ts";
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
    if (observation.kind === "traffic") checkLoop(place, observation.reading, options);
    const quantities = quantitiesOf(observation, laneFlowOf(observation, device));
    if (limits.highValue) apply(place, "high_value", highValue(quantities, limits.highValue));
    const isLocked = limits.lockedOn && (quantities.occupancy ?? 0) >= limits.lockedOn.occupancy;
    if (limits.stuck && !isLocked) {
      const { seconds, intervals } = limits.stuck.enter;
      const enterS = Math.max(seconds, intervals * device.expectedIntervalS);
      apply(place, "stuck", stuck(part, quantities, { ts, enterS }));
    }
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

function checkLoop(place: VerdictPlace, reading: TrafficReading, options: ReadingCheckOptions): void {
  const { device, part, atMs } = place;
  const { thresholds, apply, postedKmhOf } = options;
  const references = options.references();
  const limits = thresholds.traffic;
  const measure = loopMeasure(reading, device.expectedIntervalS);
  const postedKmh = device.segmentId === undefined ? undefined : postedKmhOf(device.segmentId);
  addToLengths(part.loop, measure, postedKmh);
  if (limits.lockedOn) apply(place, "locked_on", lockedOn(measure, limits.lockedOn));
  if (limits.chatter) apply(place, "chatter", chatter(part.loop, limits.chatter));
  const { vehicles, periodS } = measure;
  if (vehicles !== undefined) {
    const othersVph = references.laneFlowVph(device, atMs);
    if (limits.disagrees && othersVph !== null) {
      const context = { vehicles, othersVph, periodS };
      apply(place, "disagrees", loopDisagrees(part.loop, context, limits.disagrees));
    }
    references.takeLoopFlow(device.id, (vehicles * 3600) / periodS, atMs);
  }
  if (!limits.implausible) return;
  const lockedAt = limits.lockedOn?.occupancy ?? 1;
  const context = { sums: part.loop, limits: limits.implausible, lockedAt, postedKmh };
  apply(place, "implausible", implausible(measure, context));
}

/** Flow of one lane; null for a loop across several lanes, whose number is not known here. */
function laneFlowOf(observation: Observation, device: Device): number | null {
  if (observation.kind !== "traffic") return null;
  if (observation.reading.lane === undefined && device.lane === undefined) return null;
  const { vehicles, periodS } = loopMeasure(observation.reading, device.expectedIntervalS);
  return vehicles === undefined ? null : (vehicles * 3600) / periodS;
}
