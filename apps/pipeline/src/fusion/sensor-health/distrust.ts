import type { FaultClass } from "@arterial/domain/quality/fault-class";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";

/** When a fault stood against what a sensor measured: from the time of the reading that showed it to that of the last. */
export interface DistrustedTime {
  faultClass: FaultClass;
  /** Epoch ms; event time, and time of receipt for a clock that is wrong. */
  fromAt: number;
  toAt: number;
}

/** The times of one reading. */
export interface ReadingTimes {
  ts: number;
  receivedAt: number;
}

/** Faults that ended longer ago do not matter to any window. */
const MEMORY_MS = 2 * 3_600_000;

/** The times of a sensor's faults with another one that has ended; a silent sensor said nothing wrong. */
export function addEnded(
  times: readonly DistrustedTime[],
  { faultClass, foundAt }: SensorFault,
  closedAt: number,
): readonly DistrustedTime[] {
  if (faultClass === "no_data") return times;
  const recent = times.filter(({ toAt }) => toAt > closedAt - MEMORY_MS);
  return [...recent, { faultClass, fromAt: foundAt, toAt: closedAt }];
}

/** Whether none of a sensor's open and ended faults stood against it when it took a reading. */
export function isTrustedBetween(
  open: ReadonlyMap<FaultClass, SensorFault> | undefined,
  ended: readonly DistrustedTime[] | undefined,
  times: ReadingTimes,
): boolean {
  const at = (faultClass: FaultClass) => (faultClass === "clock_skew" ? times.receivedAt : times.ts);
  for (const { faultClass, foundAt } of open?.values() ?? []) {
    if (faultClass !== "no_data" && at(faultClass) >= foundAt) return false;
  }
  return !ended?.some(({ faultClass, fromAt, toAt }) => at(faultClass) >= fromAt && at(faultClass) < toAt);
}
