import type { Observation } from "@arterial/domain/observation";

/** A device counts as heard while its last reading is younger than this many of its intervals. */
const FRESH_INTERVALS = 3;
const LEAST_FRESH_MS = 10_000;
/** Readings whose ages make up the median. */
const SAMPLES = 512;
const SAMPLES_WITHIN_MS = 5_000;
/** Older readings are history being loaded; they count only where nothing else comes. */
const HISTORY_AFTER_MS = 10 * 60 * 1_000;

/** Says how far behind the stream is, and which devices are heard. */
export interface Pulse {
  take(observation: Observation): void;
  /** Median age of the readings of the last seconds, ms; null when none came. */
  behindMs(now: number): number | null;
  /** How many of the devices were heard lately. */
  countFresh(devices: readonly { id: string; expectedIntervalS: number }[], now: number): number;
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;
}

/** Creates a pulse that has heard nothing yet. */
export function createPulse(): Pulse {
  const heardAt = new Map<string, number>();
  const samples: { at: number; ageMs: number }[] = [];
  let next = 0;
  return {
    take: ({ deviceId, receivedAt, reading }) => {
      heardAt.set(deviceId, receivedAt);
      samples[next] = { at: receivedAt, ageMs: receivedAt - reading.ts };
      next = (next + 1) % SAMPLES;
    },
    behindMs: (now) => {
      const ages = samples.filter((s) => now - s.at <= SAMPLES_WITHIN_MS).map((s) => s.ageMs);
      const live = ages.filter((ageMs) => ageMs <= HISTORY_AFTER_MS);
      return median(live.length > 0 ? live : ages);
    },
    countFresh: (devices, now) =>
      devices.filter(({ id, expectedIntervalS }) => {
        const at = heardAt.get(id);
        const freshMs = Math.max(LEAST_FRESH_MS, FRESH_INTERVALS * expectedIntervalS * 1_000);
        return at !== undefined && now - at <= freshMs;
      }).length,
  };
}
