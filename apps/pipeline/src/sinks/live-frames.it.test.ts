import type { DevicesFrame, HeartbeatFrame, VehiclesFrame } from "@arterial/domain/live/frame";
import type { LiveMessage } from "@arterial/streams/live-store";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { startTestPipeline, TEST_DEVICES, type TestPipeline } from "../testing/running-pipeline.ts";

let pipeline: TestPipeline;
beforeAll(async () => {
  pipeline = await startTestPipeline();
});
afterAll(() => pipeline.dispose());

/** Listens as the web server's gateway does, and waits for a frame that fits. */
async function listen() {
  const { value: store, stop } = await pipeline.connectLiveStore();
  onTestFinished(stop);
  const waiting = new Set<(message: LiveMessage) => void>();
  const states: LiveMessage[] = [];
  await store.subscribe("live/", (message) => {
    if (message.key !== null) states.push(message);
    for (const look of waiting) look(message);
  });
  return <T>(channel: string, fits: (frame: T) => boolean) =>
    new Promise<T>((resolve) => {
      const look = (message: LiveMessage) => {
        if (message.channel !== channel || !fits(message.value as T)) return;
        waiting.delete(look);
        resolve(message.value as T);
      };
      waiting.add(look);
      for (const state of states) look(state);
    });
}

it("a vehicle is in the next frame", async () => {
  const next = await listen();
  const feed = await pipeline.connectDevice("vehicle-1");
  const frame = next<VehiclesFrame>("live/vehicles", (f) => f.vehicles.length > 0);
  const ts = Date.now();
  const position = { id: "v1", lon: 10.5, lat: 54.2, speedKmh: 30, headingDeg: 90, segmentId: "s1" };
  await feed.publishAsync("city/v1/vehicle/vehicle-1", JSON.stringify({ ts, ...position }), { qos: 1 });
  expect((await frame).vehicles).toEqual([{ ...position, ts }]);
});

it("a device's reading is sent with its values, and kept for who joins later", async () => {
  const next = await listen();
  const device = await pipeline.connectDevice("parking-1");
  const sent = next<DevicesFrame>("live/devices", (f) => f.devices.some((d) => d.id === "parking-1"));
  const ts = Date.now();
  const reading = { ts, seq: 4, occupied: 3, capacity: 10 };
  await device.publishAsync("city/v1/parking/parking-1", JSON.stringify(reading), { qos: 1 });
  const frame = await sent;
  expect(frame.devices).toMatchObject([
    { id: "parking-1", kind: "parking", ts, values: { occupied: 3, capacity: 10 } },
  ]);
  const later = await listen();
  const kept = await later<DevicesFrame>("live/devices", (f) => f.devices.some((d) => d.id === "parking-1"));
  expect(kept.devices.find((d) => d.id === "parking-1")?.ts).toBe(ts);
});

it("the heartbeat tells how far behind the stream is and who is heard", async () => {
  const next = await listen();
  const device = await pipeline.connectDevice("weather-1");
  const heard = next<HeartbeatFrame>("live/heartbeat", (f) => f.devicesFresh > 0 && f.behindMs !== null);
  const reading = { ts: Date.now() - 2_000, temperatureC: 9 };
  await device.publishAsync("city/v1/weather/weather-1", JSON.stringify(reading), { qos: 1 });
  const beat = await heard;
  expect(beat.devicesTotal).toBe(TEST_DEVICES.length);
  expect(beat.devicesFresh).toBeLessThanOrEqual(TEST_DEVICES.length);
  expect(beat.backfill).toBeNull();
});
