import type { DeviceKind } from "@arterial/domain/device-kind";
import { READINGS_PER_MESSAGE } from "../publish/cut-into-messages.ts";
import type { OutgoingReading, Publisher } from "../publish/publisher.ts";
import type { Timeline } from "./timeline.ts";

/** A reading of a recording with its own time, epoch ms. */
export interface RecordedReading {
  deviceId: string;
  recordedMs: number;
  values: Record<string, unknown>;
}

/**
 * Sends readings when they are due. What is due at once is collected into one message per device, and sent when a
 * message is full or before the next wait; nothing is given up when the broker is slow.
 * @returns how many readings were sent.
 */
export async function replayReadings(options: {
  kind: DeviceKind;
  readings: AsyncIterable<RecordedReading>;
  timeline: Timeline;
  publisher: Publisher;
  signal: AbortSignal;
  /** True when readings of one time shall go out together, false when one message may span many times. */
  isPaced: boolean;
}): Promise<number> {
  const { kind, timeline, publisher, signal } = options;
  const collected = new Map<string, OutgoingReading[]>();
  let sent = 0;
  let currentMs = Number.NEGATIVE_INFINITY;

  async function send(deviceId: string): Promise<void> {
    const readings = collected.get(deviceId);
    if (!readings) return;
    collected.delete(deviceId);
    sent += readings.length;
    await publisher.publishWhenRoom(kind, deviceId, readings);
  }
  async function sendAll(): Promise<void> {
    for (const deviceId of [...collected.keys()]) await send(deviceId);
  }

  for await (const { deviceId, recordedMs, values } of options.readings) {
    if (options.isPaced && recordedMs !== currentMs) {
      await sendAll();
      await timeline.waitFor(recordedMs, signal);
    }
    if (signal.aborted) return sent;
    currentMs = recordedMs;
    const readings = collected.get(deviceId) ?? [];
    readings.push({ ts: timeline.tsOf(recordedMs), ...values });
    collected.set(deviceId, readings);
    if (readings.length >= READINGS_PER_MESSAGE) await send(deviceId);
  }
  await sendAll();
  return sent;
}
