import { upsertDevices } from "@arterial/db/city/write-devices";
import { createTestDatabase } from "@arterial/db/testing/test-database";
import {
  readDeadLetter,
  readDeadLetters,
  type StoredDeadLetter,
} from "@arterial/db/timeseries/dead-letter/read-dead-letters";
import { MAX_READINGS_PER_MESSAGE } from "@arterial/domain/reading";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  startTestPipeline,
  TEST_DEVICES,
  TEST_FEED,
  type TestPipeline,
  testDevice,
} from "../testing/running-pipeline.ts";

let pipeline: TestPipeline;
let feed: MqttClient;
beforeAll(async () => {
  const database = await createTestDatabase();
  await upsertDevices(database.pool, [...TEST_DEVICES, testDevice("air-2", "air")]);
  await database.pool.query("update device set is_active = false where id = 'camera-1'");
  pipeline = await startTestPipeline({ database });
  feed = await pipeline.connect(TEST_FEED);
});
afterAll(() => pipeline.dispose());

const NOW = Date.now();
const text = (value: string) => Buffer.from(value, "utf8");
const air = (fields: object) => text(JSON.stringify({ ts: NOW, pm25: 8, ...fields }));

function nested(levels: number): Buffer {
  return text(`{"ts":${NOW},"pm25":1,"x":${"[".repeat(levels)}${"]".repeat(levels)}}`);
}

const BAD: [name: string, topic: string, payload: Buffer, reason: string][] = [
  ["wrong JSON", "city/v1/air/air-1", text('{"ts":1,'), "invalid-json"],
  ["NaN", "city/v1/air/air-1", text(`{"ts":${NOW},"pm25":NaN}`), "invalid-json"],
  ["an infinite number", "city/v1/air/air-1", text(`{"ts":${NOW},"pm25":1e999}`), "invalid-reading"],
  ["wrong UTF-8", "city/v1/air/air-1", Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), "not-utf8"],
  ["a wrong type", "city/v1/air/air-1", air({ pm25: "8" }), "invalid-reading"],
  ["an impossible value", "city/v1/air/air-1", air({ pm25: -1 }), "invalid-reading"],
  ["a scalar", "city/v1/air/air-1", text("7"), "invalid-reading"],
  ["null", "city/v1/air/air-1", text("null"), "invalid-reading"],
  ["a drifted schema", "city/v1/air/air-1", text(`{"ts":${NOW},"pm_25":8}`), "invalid-reading"],
  ["nothing", "city/v1/air/air-1", Buffer.alloc(0), "empty-payload"],
  ["no readings", "city/v1/air/air-1", text("[]"), "no-readings"],
  [
    "more readings than a message may hold",
    "city/v1/air/air-1",
    text(`[${'{"pm25":1},'.repeat(MAX_READINGS_PER_MESSAGE)}{"pm25":1}]`),
    "too-many-readings",
  ],
  ["deep nesting", "city/v1/air/air-1", nested(100_000), "too-deep"],
  [
    "a key that reaches the prototype",
    "city/v1/air/air-1",
    text(`{"ts":${NOW},"__proto__":{"pm25":1}}`),
    "forbidden-key",
  ],
  ["the same key, escaped", "city/v1/air/air-1", text(`{"ts":${NOW},"\\u005f_proto__":{}}`), "forbidden-key"],
  ["10 MB", "city/v1/air/air-1", Buffer.alloc(10 * 1024 * 1024, 0x20), "too-large"],
  ["a clock in 1970", "city/v1/air/air-1", text('{"ts":0,"pm25":1}'), "too-old"],
  ["a clock in 2099", "city/v1/air/air-1", text('{"ts":"2099-01-01T00:00:00Z","pm25":1}'), "too-far-ahead"],
  [
    "a time without offset",
    "city/v1/air/air-1",
    text('{"ts":"2026-01-01T00:00:00","pm25":1}'),
    "invalid-reading",
  ],
  ["an unknown kind", "city/v1/noise/air-1", air({}), "unknown-kind"],
  ["another device's kind", "city/v1/weather/air-1", text(`{"ts":${NOW},"temperatureC":1}`), "wrong-kind"],
  ["a device id of wrong form", "city/v1/air/-x", air({}), "bad-device-id"],
  ["an unregistered device", "city/v1/air/nobody", air({}), "unregistered-device"],
  ["an inactive device", "city/v1/camera/camera-1", text(`{"ts":${NOW},"counts":{}}`), "inactive-device"],
  [
    "a name that no database can hold",
    "city/v1/vehicle/vehicle-1",
    text(`{"ts":${NOW},"id":"a\\u0000","lon":1,"lat":1,"speedKmh":1}`),
    "invalid-reading",
  ],
];

async function newestLetters(count: number): Promise<StoredDeadLetter[]> {
  await pipeline.settled();
  return readDeadLetters(pipeline.database.pool, { limit: count });
}

async function countLetters(): Promise<number> {
  await pipeline.settled();
  const { rows } = await pipeline.database.pool.query("select count(*) from timeseries.dead_letter");
  return rows[0].count;
}

it.each(BAD)(
  "%s is one dead letter with its reason and original bytes",
  async (_name, topic, payload, reason) => {
    const before = await countLetters();
    await feed.publishAsync(topic, payload, { qos: 1 });
    expect(await countLetters()).toBe(before + 1);
    const [newest] = await newestLetters(1);
    const letter = await readDeadLetter(pipeline.database.pool, newest?.id ?? 0);
    expect(letter).toMatchObject({ topic, reason });
    expect(Buffer.compare(Buffer.from(letter?.payload ?? []), payload)).toBe(0);
  },
);

it("a bad reading in an array is set aside by itself, with its own bytes, and its neighbours are stored", async () => {
  const before = await countLetters();
  const payload = text(
    `[ {"ts":${NOW - 3},"pm25":1}, {"ts":${NOW - 2}, "pm25" : "[,]"} ,{"ts":${NOW - 1},"pm25":3},7]`,
  );
  await feed.publishAsync("city/v1/air/air-1", payload, { qos: 1 });
  const letters = await newestLetters(2);
  expect(await countLetters()).toBe(before + 2);
  expect(letters.map((letter) => Buffer.from(letter.payload).toString()).toSorted()).toEqual([
    "7",
    `{"ts":${NOW - 2}, "pm25" : "[,]"}`,
  ]);
  const { rows } = await pipeline.database.pool.query(
    "select pm25 from timeseries.air_observation where device_id = 'air-1' order by ts",
  );
  expect(rows.map((row) => row.pm25)).toEqual([1, 3]);
});

const BAD_ELEMENTS: [name: string, element: string, reason: string][] = [
  ["a wrong type", '{"ts":1,"pm25":"8"}', "invalid-reading"],
  ["no object", "[]", "invalid-reading"],
  ["a clock in 1970", '{"ts":0,"pm25":1}', "too-old"],
  ["deep nesting", `{"ts":${NOW},"pm25":1,"x":${"[".repeat(5_000)}${"]".repeat(5_000)}}`, "too-deep"],
  ["a key that reaches the prototype", `{"ts":${NOW},"__proto__":{"pm25":1}}`, "forbidden-key"],
];

it.each(BAD_ELEMENTS)(
  "%s in an array is one dead letter with its reason, and its neighbours are stored, also when the array comes again",
  async (_name, element, reason) => {
    const before = await countLetters();
    const base = NOW - 10_000 - 10 * BAD_ELEMENTS.findIndex(([, bytes]) => bytes === element);
    const payload = text(`[{"ts":${base},"pm25":1},${element},{"ts":${base + 1},"pm25":3}]`);
    await feed.publishAsync("city/v1/air/air-2", payload, { qos: 1 });
    await feed.publishAsync("city/v1/air/air-2", payload, { qos: 1, dup: true });
    expect(await countLetters()).toBe(before + 1);
    const [newest] = await newestLetters(1);
    const letter = await readDeadLetter(pipeline.database.pool, newest?.id ?? 0);
    expect(letter).toMatchObject({ topic: "city/v1/air/air-2", reason, repeats: 1 });
    expect(Buffer.from(letter?.payload ?? []).toString()).toBe(element);
    const { rows } = await pipeline.database.pool.query(
      `select pm25 from timeseries.air_observation where device_id = 'air-2'
         and ts between to_timestamp($1 / 1000.0) and to_timestamp(($1 + 1) / 1000.0) order by ts`,
      [base],
    );
    expect(rows.map((row) => row.pm25)).toEqual([1, 3]);
  },
);

it("an array of nothing but bad readings is one dead letter for each of them, once, with its own bytes", async () => {
  const before = await countLetters();
  const elements = Array.from({ length: MAX_READINGS_PER_MESSAGE }, (_, n) => `{"bad": ${n}}`);
  await feed.publishAsync("city/v1/air/air-2", text(`[${elements.join(" , ")}]`), { qos: 1 });
  expect(await countLetters()).toBe(before + elements.length);
  const { rows } = await pipeline.database.pool.query(
    "select payload from timeseries.dead_letter where topic = 'city/v1/air/air-2' and reason = 'invalid-reading'",
  );
  const stored = rows.map((row) => row.payload.toString()).filter((bytes) => bytes.startsWith('{"bad"'));
  expect(stored.toSorted()).toEqual(elements.toSorted());
});

it.each([
  ["small", text("{broken")],
  ["large", Buffer.alloc(100_000, "[")],
])(
  "a bad message that comes again is the same dead letter, whatever its sender says (%s)",
  async (_size, payload) => {
    const before = await countLetters();
    await feed.publishAsync("city/v1/air/air-1", payload, { qos: 1 });
    await feed.publishAsync("city/v1/air/air-1", payload, { qos: 1, dup: true });
    await feed.publishAsync("city/v1/air/air-1", payload, { qos: 1 });
    expect(await countLetters()).toBe(before + 1);
    const [letter] = await newestLetters(1);
    expect(letter).toMatchObject({ repeats: 2, repeatedAt: expect.any(Number) });
    await feed.publishAsync("city/v1/air/air-2", payload, { qos: 1 });
    expect(await countLetters()).toBe(before + 2);
  },
);

it("numbers at the edge of the number format are stored, not refused by the database", async () => {
  const payload = text(
    JSON.stringify([
      { ts: NOW - 50, pm25: 1e-300 },
      { ts: NOW - 49, pm25: 5e-324, seq: Number.MAX_SAFE_INTEGER },
    ]),
  );
  const before = await countLetters();
  await feed.publishAsync("city/v1/air/air-1", payload, { qos: 1 });
  expect(await countLetters()).toBe(before);
});

it("nothing of all that ended the pipeline", async () => {
  expect(pipeline.crashes).toEqual([]);
  const health = await fetch(`http://127.0.0.1:${pipeline.metricsPort}/health`);
  expect(health.status).toBe(200);
});
