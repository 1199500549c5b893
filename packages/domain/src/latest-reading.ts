import type { DeviceKind } from "./device-kind.ts";

/** Whether a reading tells of its whole device: one of a single bay does not tell how full the car park is. */
export function isOfWholeDevice(kind: DeviceKind, values: Readonly<Record<string, unknown>>): boolean {
  return kind !== "parking" || values.occupied !== undefined;
}

/** A reading as far as it matters which of two stands for their device; `ts` is epoch ms. */
export interface LatestReading {
  kind: DeviceKind;
  ts: number;
  values: Readonly<Record<string, unknown>>;
}

/**
 * Whether a reading takes the place of the latest one of its device: the newer one does, but what tells of the whole
 * device always stands before what tells of a part. A car park that sends nothing but bays has its latest bay.
 */
export function replacesLatest(latest: LatestReading, next: LatestReading): boolean {
  const isWhole = isOfWholeDevice(next.kind, next.values);
  if (isWhole !== isOfWholeDevice(latest.kind, latest.values)) return isWhole;
  return next.ts >= latest.ts;
}
