import type { Device } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import type { HealthAnswer } from "@arterial/runtime/health";

/** Zone of a device that lies in none, such as a feed of vehicles. */
export const NO_ZONE = "none";

/** Remembers when something was heard last, as a whole and by zone: constant work a reading. */
export interface FeedWatch {
  take(observation: Pick<Observation, "deviceId" | "receivedAt"> & { reading: { ts: number } }): void;
  /** Age of the newest sample of each zone, by the samples' own time, s. */
  agesByZone(nowMs: number): { labels: { zone: string }; value: number }[];
  /** Whether anything is heard at all. */
  check(nowMs: number): HealthAnswer;
}

/** Silence of everything for this long is a fault, in multiples of the shortest interval and at least, ms. */
const SILENT_INTERVALS = 5;
const LEAST_SILENT_MS = 30_000;

/** Creates the watch; silence before `startedAt` is nobody's fault. */
export function createFeedWatch(options: {
  deviceOf: (deviceId: string) => Device | undefined;
  devices: () => readonly Device[];
  startedAt: number;
}): FeedWatch {
  const newest = new Map<string, number>();
  let heardAt = options.startedAt;
  let hasHeard = false;
  return {
    take({ deviceId, receivedAt, reading }) {
      heardAt = Math.max(heardAt, receivedAt);
      hasHeard = true;
      const zone = options.deviceOf(deviceId)?.zoneId ?? NO_ZONE;
      const known = newest.get(zone);
      if (known === undefined || reading.ts > known) newest.set(zone, reading.ts);
    },
    agesByZone: (nowMs) =>
      [...newest].map(([zone, ts]) => ({ labels: { zone }, value: Math.max(0, nowMs - ts) / 1000 })),
    check(nowMs) {
      const devices = options.devices();
      if (devices.length === 0) return { status: "ok", detail: "no devices registered" };
      const shortestMs = Math.min(...devices.map(({ expectedIntervalS }) => expectedIntervalS * 1000));
      const silentMs = nowMs - heardAt;
      if (silentMs <= Math.max(LEAST_SILENT_MS, SILENT_INTERVALS * shortestMs)) return { status: "ok" };
      const since = new Date(heardAt).toISOString();
      const what = hasHeard ? `no reading since ${since}` : `no reading since the start at ${since}`;
      return { status: "degraded", detail: `${what}, of ${devices.length} devices` };
    },
  };
}
