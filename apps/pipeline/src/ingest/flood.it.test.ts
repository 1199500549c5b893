import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline } from "../testing/running-pipeline.ts";

const BURST = 50;
const LARGE = Buffer.alloc(100_000, "[");
let pipeline: TestPipeline;
beforeAll(async () => {
  // So slow that whatever is beyond the burst waits for the whole test.
  pipeline = await startTestPipeline({
    env: {
      DEVICE_MAX_MESSAGES_PER_S: "0.001",
      DEVICE_MAX_BURST: String(BURST),
      DEVICE_MAX_HELD_BYTES: "1000000",
    },
  });
});
afterAll(() => pipeline.dispose());

async function storedOf(device: string): Promise<number> {
  await pipeline.settled();
  const { rows } = await pipeline.database.pool.query(
    "select count(*) from timeseries.air_observation where device_id = $1",
    [device],
  );
  return rows[0].count;
}

/** The value of a metric's sample, as it is exported now; 0 when it has none. */
async function metric(sample: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${pipeline.metricsPort}/metrics`)).text();
  const line = text.split("\n").find((one) => one.startsWith(`${sample} `));
  return Number(line?.slice(sample.length + 1) ?? 0);
}

it("a device that floods waits for its acknowledgements, and a neighbour does not", async () => {
  const now = Date.now();
  const flood = await pipeline.connectDevice("air-1");
  const acknowledged: number[] = [];
  const allBurst = Promise.withResolvers<void>();
  for (let index = 0; index < 4 * BURST; index++) {
    flood.publish("city/v1/air/air-1", JSON.stringify({ ts: now - index, pm25: 1 }), { qos: 1 }, (error) => {
      if (!error) acknowledged.push(index);
      if (acknowledged.length === BURST) allBurst.resolve();
    });
  }
  await allBurst.promise;
  const calm = await pipeline.connectDevice("weather-1");
  for (let index = 0; index < BURST; index++) {
    const reading = { ts: now - index, temperatureC: 4 };
    await calm.publishAsync("city/v1/weather/weather-1", JSON.stringify(reading), { qos: 1 });
  }
  expect(acknowledged.length).toBe(BURST);
  expect(await storedOf("air-1")).toBe(BURST);
  expect(await metric('arterial_mqtt_held_back_total{kind="air"}')).toBeGreaterThan(0);
  expect(pipeline.crashes).toEqual([]);
});

it("nothing waits any more of a device that has gone, however often it comes back", async () => {
  const waiting = () => metric("arterial_mqtt_waiting_bytes");
  const before = await waiting();
  const first = await pipeline.connectDevice("camera-1");
  for (let index = 0; index < BURST; index++) {
    await first.publishAsync("city/v1/camera/camera-1", `bad ${index}`, { qos: 1 });
  }
  for (let round = 0; round < 3; round++) {
    const device = await pipeline.connectDevice("camera-1");
    for (let index = 0; index < 5; index++) {
      device.publish("city/v1/camera/camera-1", LARGE, { qos: 1 }, () => {});
    }
    await expect.poll(waiting).toBeGreaterThan(before);
    device.stream.destroy();
    await expect.poll(waiting).toBe(before);
  }
  expect(pipeline.crashes).toEqual([]);
});

it("a device of which too much would be held loses its connection", async () => {
  const device = await pipeline.connectDevice("parking-1");
  const gone = new Promise<void>((resolve) => device.once("close", () => resolve()));
  for (let index = 0; index < 30; index++) {
    device.publish("city/v1/parking/parking-1", LARGE, { qos: 1 }, () => {});
  }
  await gone;
  expect(await metric('arterial_mqtt_refused_total{reason="too-much-held"}')).toBe(1);
  expect(pipeline.crashes).toEqual([]);
});
