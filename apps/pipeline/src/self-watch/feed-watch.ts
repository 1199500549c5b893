import type { Device } from "@arterial/domain/device-kind";
import type { LiveDevice } from "@arterial/domain/live/frame";
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

/**
 * Creates the watch; silence before `startedAt` is nobody's fault. The ages of the zones go on from the newest readings as
 * stored, so that one that stays silent after a restart is seen.
 */
export function createFeedWatch(options: {
  deviceOf: (deviceId: string) => Device | undefined;
  devices: () => readonly Device[];
  startedAt: number;
  latest: readonly Pick<LiveDevice, "id" | "ts">[];
}): FeedWatch {
  const newest = new Map<string, number>();
  const zoneOf = (deviceId: string) => options.deviceOf(deviceId)?.zoneId ?? NO_ZONE;
  function note(zone: string, ts: number): void {
    const known = newest.get(zone);
    if (known === undefined || ts > known) newest.set(zone, ts);
  }
  // Devices that are gone or inactive now are expected to be silent.
  for (const { id, ts } of options.latest) if (options.deviceOf(id)) note(zoneOf(id), ts);
  let heardAt = options.startedAt;
  let hasHeard = false;
  return {
    take({ deviceId, receivedAt, reading }) {
      heardAt = Math.max(heardAt, receivedAt);
      hasHeard = true;
      note(zoneOf(deviceId), reading.ts);
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
