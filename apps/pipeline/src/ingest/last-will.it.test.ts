import { readDeadLetters } from "@arterial/db/timeseries/dead-letter/read-dead-letters";
import type { IClientOptions, MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startTestPipeline, type TestPipeline, testDevice } from "../testing/running-pipeline.ts";

let pipeline: TestPipeline;
beforeAll(async () => {
  pipeline = await startTestPipeline();
});
afterAll(() => pipeline.dispose());

const DEVICE = testDevice("air-1", "air");

/** Connects with a last will, and has the line cut without a goodbye. */
async function dieWith(will: IClientOptions["will"]): Promise<void> {
  const device: MqttClient = await pipeline.connectDevice(DEVICE.id, { will } as IClientOptions);
  device.stream.destroy();
}

async function readingsAt(ts: number): Promise<number[]> {
  const { rows } = await pipeline.database.pool.query(
    "select pm25 from timeseries.air_observation where device_id = $1 and ts = to_timestamp($2 / 1000.0)",
    [DEVICE.id, ts],
  );
  return rows.map((row) => row.pm25);
}

async function refusals(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${pipeline.metricsPort}/metrics`)).text();
  return Number(/arterial_mqtt_refused_total\{reason="publish-not-allowed"\} (\d+)/.exec(text)?.[1] ?? 0);
}

it("a device's last will on its own topic is a reading like any other", async () => {
  const ts = Date.now() - 1_000;
  const payload = Buffer.from(JSON.stringify({ ts, pm25: 7 }));
  await dieWith({ topic: "city/v1/air/air-1", payload, qos: 1, retain: true });
  await vi.waitUntil(async () => (await readingsAt(ts)).length > 0, { timeout: 20_000 });
  expect(await readingsAt(ts)).toEqual([7]);
});

it("a last will that is no reading is one dead letter, with its bytes", async () => {
  await dieWith({ topic: "city/v1/air/air-1", payload: Buffer.from("offline"), qos: 1, retain: false });
  const letters = () => readDeadLetters(pipeline.database.pool, { deviceId: DEVICE.id, limit: 10 });
  await vi.waitUntil(async () => (await letters()).length > 0, { timeout: 20_000 });
  expect((await letters()).map(({ reason, payload }) => [reason, Buffer.from(payload).toString()])).toEqual([
    ["invalid-json", "offline"],
  ]);
});

it.each(["city/v1/air/air-2", "city/v1/air/air-1/status", "arterial/v1/live/figures", "$SYS/x"])(
  "a last will may not say on %s what its device may not",
  async (topic) => {
    const before = await refusals();
    const payload = Buffer.from(JSON.stringify({ ts: Date.now(), pm25: 1 }));
    await dieWith({ topic, payload, qos: 1, retain: false });
    await vi.waitUntil(async () => (await refusals()) > before, { timeout: 20_000 });
    const { rows } = await pipeline.database.pool.query(
      "select count(*) from timeseries.latest_observation where device_id = 'air-2'",
    );
    expect(rows[0].count).toBe(0);
  },
);

it("a device that says goodbye leaves no will behind, and after a lost line it connects again", async () => {
  const ts = Date.now() - 500;
  const will = { topic: "city/v1/air/air-1", payload: Buffer.from(JSON.stringify({ ts, pm25: 9 })) };
  const device = await pipeline.connectDevice(DEVICE.id, { will: { ...will, qos: 1, retain: false } });
  await device.endAsync();
  const again = await pipeline.connectDevice(DEVICE.id);
  await again.publishAsync("city/v1/air/air-1", JSON.stringify({ ts: ts + 1, pm25: 10 }), { qos: 1 });
  await pipeline.settled();
  expect([await readingsAt(ts), await readingsAt(ts + 1)]).toEqual([[], [10]]);
  expect(pipeline.crashes).toEqual([]);
});
