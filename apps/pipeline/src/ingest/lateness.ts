import type { Device, DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { SEGMENT_WINDOWS } from "@arterial/domain/traffic/window-definitions";
import { createWatermark, type Watermark } from "@arterial/streams/watermark";
import { windowStart } from "@arterial/streams/window-definition";

/** Tells which readings come too late, as event time stands when they come. */
export interface Lateness {
  /** Takes notice of a reading; true when no window of its kind takes it any more. */
  take(observation: Observation): boolean;
}

export interface LatenessOptions {
  deviceOf: (deviceId: string) => Device | undefined;
  /** Without any reading for this long, the clock moves event time, ms. */
  idleMs: number;
  /** Newest stored reading of each kind, epoch ms, where there is one: event time goes on from there. */
  newestAt: ReadonlyMap<DeviceKind, number>;
  nowMs: number;
}

const { minute, fiveMinutes } = SEGMENT_WINDOWS;

/** A vehicle's position is placed in its track, and a reading of a kind without windows is in time, for this long. */
const GRACE_MS = minute.sizeMs + minute.graceMs;

/** Slow devices may be behind by this many of their intervals. */
const GRACE_INTERVALS = 2;

/** Loops and vehicles feed the same windows: event time passes for both together. */
function streamOf(kind: DeviceKind): DeviceKind {
  return kind === "vehicle" ? "traffic" : kind;
}

/** Creates the watch; the operators of segment windows go by the same event time, to within a second where only the clock moves it. */
export function createLateness({ deviceOf, idleMs, newestAt, nowMs }: LatenessOptions): Lateness {
  const watermarks = new Map<DeviceKind, Watermark>();
  /** The message of each stream that came last, and how far event time had come before it. */
  const messages = new Map<DeviceKind, { receivedAt: number; watermarkAt: number }>();

  function watermarkOf(kind: DeviceKind): Watermark {
    const stream = streamOf(kind);
    const known = watermarks.get(stream);
    if (known) return known;
    const watermark = createWatermark({ outOfOrdernessMs: minute.outOfOrdernessMs, idleMs });
    watermarks.set(stream, watermark);
    return watermark;
  }

  for (const [kind, atMs] of newestAt) watermarkOf(kind).observe(atMs, nowMs);
  for (const watermark of watermarks.values()) watermark.resume(nowMs);

  return {
    take(observation) {
      const stream = streamOf(observation.kind);
      const watermark = watermarkOf(observation.kind);
      const { receivedAt, reading } = observation;
      watermark.tick(receivedAt);
      const begun = messages.get(stream);
      // A message's readings share their instant of receipt, and their order is no order in time.
      const watermarkAt = begun?.receivedAt === receivedAt ? begun.watermarkAt : watermark.current();
      if (begun?.receivedAt !== receivedAt) messages.set(stream, { receivedAt, watermarkAt });
      watermark.observe(reading.ts, receivedAt);
      // Most readings are younger than this, and nothing else needs to be known of them.
      if (reading.ts >= watermarkAt - GRACE_MS) return false;
      return isTooLate(observation, watermarkAt, deviceOf(observation.deviceId));
    },
  };
}

function isTooLate(observation: Observation, watermarkAt: number, device: Device | undefined): boolean {
  const { kind, reading } = observation;
  if (kind === "vehicle") return true;
  const intervalMs = (device?.expectedIntervalS ?? 0) * 1_000;
  if (kind !== "traffic") return reading.ts < watermarkAt - GRACE_INTERVALS * intervalMs;
  // A loop's reading stands for the period before it; its middle decides the window.
  const periodMs = reading.periodS === undefined ? intervalMs : reading.periodS * 1_000;
  const startAt = windowStart(reading.ts - periodMs / 2, fiveMinutes.sizeMs);
  return startAt + fiveMinutes.sizeMs + fiveMinutes.graceMs <= watermarkAt;
}
