import type { FaultClass } from "@arterial/domain/quality/fault-class";
import { createFaultHold, type FaultHold } from "./fault-hold.ts";
import { createLoopSums, type LoopSums } from "./loop-checks.ts";

/** What is remembered of one measuring part of a sensor: a lane, or all of it. Constant size. */
export interface PartState {
  newestTs: number;
  /** Values of the newest reading as one text, and since when they are the same. */
  signature: string;
  sameSince: number;
  loop: LoopSums;
  holds: Map<FaultClass, FaultHold>;
}

/** What is remembered of one sensor. */
export interface SensorState {
  /** Receipt of the newest reading that was looked at. */
  takenTo: number;
  heardAt: number;
  /** Receipt of the last reading whose clock was looked at, and how old it was then, ms. */
  clockCheckedAt: number;
  lagMs: number;
  isSilent: boolean;
  /** Readings since the silence ended. */
  backReadings: number;
  backSince: number;
  parts: Map<string, PartState>;
}

export function createSensorState(): SensorState {
  return {
    takenTo: Number.NEGATIVE_INFINITY,
    heardAt: Number.NEGATIVE_INFINITY,
    clockCheckedAt: Number.NEGATIVE_INFINITY,
    lagMs: Number.NaN,
    isSilent: false,
    backReadings: 0,
    backSince: Number.NaN,
    parts: new Map(),
  };
}

/** Part of a sensor that its clock, its silence and the comparison with other stations belong to. */
export const WHOLE = "";

/**
 * The state of a part, created when it is first heard of. What was restored for the sensor as a whole goes over to the
 * first lane that is heard of.
 */
export function partOf(sensor: SensorState, name: string): PartState {
  const known = sensor.parts.get(name);
  if (known) return known;
  const part: PartState = {
    newestTs: Number.NEGATIVE_INFINITY,
    signature: "",
    sameSince: Number.NaN,
    loop: createLoopSums(),
    holds: new Map(),
  };
  const whole = name === WHOLE ? undefined : sensor.parts.get(WHOLE);
  for (const [faultClass, hold] of whole?.holds ?? []) {
    if (faultClass === "clock_skew") continue;
    part.holds.set(faultClass, hold);
    whole?.holds.delete(faultClass);
  }
  sensor.parts.set(name, part);
  return part;
}

/**
 * The part whose readings are to disprove a fault of which no part is known: the sensor as a whole where its readings say
 * something of that, else its first lane. A sensor that was not heard of yet begins as a whole ({@link partOf}).
 */
export function partToDisprove(sensor: SensorState, faultClass: FaultClass): PartState {
  const whole = partOf(sensor, WHOLE);
  const isOfWhole = faultClass === "clock_skew" || Number.isFinite(whole.newestTs);
  const lane = isOfWhole ? undefined : [...sensor.parts.values()].find((part) => part !== whole);
  return lane ?? whole;
}

/** The hold of a class of fault on a part, created when it is first needed. */
export function holdOf(part: PartState, faultClass: FaultClass): FaultHold {
  const known = part.holds.get(faultClass);
  if (known) return known;
  const hold = createFaultHold();
  part.holds.set(faultClass, hold);
  return hold;
}
