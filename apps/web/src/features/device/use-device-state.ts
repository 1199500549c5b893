"use client";

import { type DataAge, dataAge } from "@arterial/domain/data-age";
import { useLiveDevice, useNow, useReplayClock } from "../../live/use-live.ts";
import type { ListedDevice } from "./use-devices.ts";

/** The newest reading of a device and how old it is. */
export interface DeviceState {
  newestAt: number | null;
  values: Readonly<Record<string, unknown>> | undefined;
  age: DataAge;
  /** Server time of the judgement, epoch ms. */
  now: number;
}

/** Newest of what came live and what the list said. */
export function useDeviceState(device: ListedDevice): DeviceState {
  const live = useLiveDevice(device.id);
  const clock = useNow();
  const isReplay = useReplayClock().mode === "replay";
  // Of the past only what was live then is shown, never what the list says today.
  const stored = isReplay ? null : device.latest;
  const newest = live && (!stored || live.ts >= stored.ts) ? live : stored;
  const newestAt = newest?.ts ?? null;
  const now = clock ?? newestAt ?? 0;
  return {
    newestAt,
    values: newest?.values,
    age: dataAge({ newestAt, now, expectedIntervalS: device.expectedIntervalS }),
    now,
  };
}
