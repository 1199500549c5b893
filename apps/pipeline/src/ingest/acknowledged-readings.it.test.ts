import { mqttTopic } from "@arterial/domain/mqtt-topic";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestPipeline, TEST_FEED, type TestPipeline } from "../testing/running-pipeline.ts";

let pipeline: TestPipeline;
beforeAll(async () => {
  pipeline = await startTestPipeline();
});
afterAll(() => pipeline.dispose());

const READINGS = {
  traffic: { count: 12, periodS: 60, speedKmh: 47.5, occupancy: 0.08, lane: 1 },
  vehicle: { id: "v1", lon: 10.001, lat: 54.001, speedKmh: 33, headingDeg: 270, segmentId: "s1" },
  air: { pm25: 7.5, no2: 21 },
  parking: { occupied: 40, capacity: 120 },
  weather: { temperatureC: -3.5, windMs: 4 },
  camera: { counts: { car: 5, bus: 1 }, stopped: 0 },
} as const;

async function count(table: string, deviceId: string): Promise<number> {
  await pipeline.settled();
  const { rows } = await pipeline.database.pool.query(
    `select count(*) from timeseries.${table} where device_id = $1`,
    [deviceId],
  );
  return rows[0].count;
}

it.each(Object.entries(READINGS))("a %s reading is a row when it is acknowledged", async (kind, reading) => {
  const device = await pipeline.connectDevice(`${kind}-1`);
  const topic = mqttTopic(kind as keyof typeof READINGS, `${kind}-1`);
  await device.publishAsync(topic, JSON.stringify({ ts: Date.now(), ...reading }), { qos: 1 });
  expect(await count(`${kind}_observation`, `${kind}-1`)).toBe(1);
});

it("stores a reading once however often it is sent, alone, in an array, or after a reconnect", async () => {
  const reading = { ts: Date.now() - 5_000, pm10: 30 };
  const before = await count("air_observation", "air-1");
  for (let attempt = 0; attempt < 3; attempt++) {
    const device = await pipeline.connectDevice("air-1");
    const both = [reading, reading];
    await Promise.all([
      device.publishAsync("city/v1/air/air-1", JSON.stringify(reading), { qos: 1, dup: attempt > 0 }),
      device.publishAsync("city/v1/air/air-1", JSON.stringify(both), { qos: 1 }),
    ]);
    await device.endAsync();
  }
  expect(await count("air_observation", "air-1")).toBe(before + 1);
});

it("tells readings of one instant apart by the device's running number", async () => {
  const device = await pipeline.connectDevice("air-1");
  const ts = Date.now() - 9_000;
  const before = await count("air_observation", "air-1");
  const readings = [1, 2, 2].map((seq) => ({ ts, seq, pm25: seq }));
  await device.publishAsync("city/v1/air/air-1", JSON.stringify(readings), { qos: 1 });
  expect(await count("air_observation", "air-1")).toBe(before + 2);
});

it("a reading at QoS 2 is stored before the broker answers, one at QoS 0 soon after it was sent", async () => {
  const device = await pipeline.connectDevice("camera-1");
  const before = await count("camera_observation", "camera-1");
  const ts = Date.now() - 3_000;
  const reading = (at: number) => JSON.stringify({ ts: at, counts: { car: 1 } });
  await device.publishAsync("city/v1/camera/camera-1", reading(ts), { qos: 2 });
  expect(await count("camera_observation", "camera-1")).toBe(before + 1);
  await device.publishAsync("city/v1/camera/camera-1", reading(ts + 1), { qos: 0 });
  await expect.poll(() => count("camera_observation", "camera-1")).toBe(before + 2);
});

it("a feed may publish for every registered device", async () => {
  const feed = await pipeline.connect(TEST_FEED);
  const before = await count("weather_observation", "weather-1");
  const reading = { ts: Date.now() - 1_000, temperatureC: 4 };
  await feed.publishAsync("city/v1/weather/weather-1", JSON.stringify(reading), { qos: 1 });
  expect(await count("weather_observation", "weather-1")).toBe(before + 1);
});

it("commits hundreds of small messages under way at once", async () => {
  const device = await pipeline.connectDevice("vehicle-1");
  const before = await count("vehicle_observation", "vehicle-1");
  const at = Date.now() - 20_000;
  const sends = Array.from({ length: 500 }, (_, n) => {
    const reading = { ts: at + n, id: `car-${n % 50}`, lon: 10, lat: 54, speedKmh: 20 };
    return device.publishAsync("city/v1/vehicle/vehicle-1", JSON.stringify(reading), { qos: 1 });
  });
  await Promise.all(sends);
  expect(await count("vehicle_observation", "vehicle-1")).toBe(before + 500);
});

it("counts what it received, stored and dropped, per kind, and the sums agree", async () => {
  const text = await (await fetch(`http://127.0.0.1:${pipeline.metricsPort}/metrics`)).text();
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}_total\\{kind="air"[^}]*\\} (\\d+)`, "gm"))].reduce(
      (total, match) => total + Number(match[1]),
      0,
    );
  const received = sum("arterial_readings_received");
  expect(received).toBeGreaterThan(0);
  expect(sum("arterial_readings_stored") + sum("arterial_readings_dropped")).toBe(received);
  const health = await (await fetch(`http://127.0.0.1:${pipeline.metricsPort}/health`)).json();
  expect(health).toMatchObject({ status: "ok", parts: { database: { status: "ok" } } });
});
