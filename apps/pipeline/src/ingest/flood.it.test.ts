import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline } from "../testing/running-pipeline.ts";

const BURST = 50;
let pipeline: TestPipeline;
beforeAll(async () => {
  // So slow that whatever is beyond the burst waits for the whole test.
  pipeline = await startTestPipeline({
    env: { DEVICE_MAX_MESSAGES_PER_S: "0.001", DEVICE_MAX_BURST: String(BURST) },
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
  const metrics = await fetch(`http://127.0.0.1:${pipeline.metricsPort}/metrics`);
  const heldBack = /arterial_mqtt_held_back_total\{kind="air"\} (\d+)/.exec(await metrics.text());
  expect(Number(heldBack?.[1])).toBeGreaterThan(0);
  expect(pipeline.crashes).toEqual([]);
});
