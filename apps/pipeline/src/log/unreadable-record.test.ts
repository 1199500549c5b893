import { expect, it } from "vitest";
import { createTopicSettings, OtherSchemaError } from "./topic-settings.ts";
import { letterOfUnreadable } from "./unreadable-record.ts";

const topics = createTopicSettings({ partitions: 1, retentionMs: 1, maxReadingBytes: 1 });
const air = topics["air-quality"];
const READING = { ts: 1_000, pm25: 7 };
const OBSERVATION = { kind: "air", deviceId: "air-1", receivedAt: 1_500, reading: READING } as const;

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const bad = (topic: string, value: Buffer | null) => ({
  topic,
  partition: 2,
  offset: 40,
  key: "air-1",
  value,
  appendedAt: 2_000,
  error: new OtherSchemaError("written by version 2"),
  isDurable: true,
});

it("reads what was written by the same version of the schema, or does not say by which, and nothing else", () => {
  const bytes = bytesOf(OBSERVATION);
  const written = (version: number) => `urn:arterial:schema:air-quality:${version}`;
  expect(air.decode(bytes, written(1))).toEqual(OBSERVATION);
  expect(air.decode(bytes, undefined)).toEqual(OBSERVATION);
  expect(() => air.decode(bytes, written(2))).toThrow(OtherSchemaError);
  expect(() => topics["dead-letters"].decode(bytes, written(1))).toThrow(OtherSchemaError);
});

it("keeps a reading of another version as its device would send it again", () => {
  const { payload, ...letter } = letterOfUnreadable(bad("air-quality", bytesOf(OBSERVATION))) ?? {};
  expect(JSON.parse(Buffer.from(payload ?? []).toString())).toEqual(READING);
  expect(letter).toEqual({
    topic: "city/v1/air/air-1",
    deviceId: "air-1",
    kind: "air",
    receivedAt: 1_500,
    reason: "unreadable-record",
    detail: "air-quality/2 at offset 40: written by version 2",
    isRedelivery: false,
  });
});

it.each([
  { what: "no JSON", value: Buffer.from("{not json") },
  { what: "nobody's", value: bytesOf({ reading: READING }) },
  { what: "of another kind", value: bytesOf({ ...OBSERVATION, kind: "weather" }) },
  { what: "empty", value: null },
])("keeps the bytes of a record that is $what", ({ value }) => {
  expect(letterOfUnreadable(bad("air-quality", value))).toMatchObject({
    topic: "air-quality",
    kind: "air",
    receivedAt: 2_000,
    payload: value ?? Buffer.alloc(0),
  });
});

it("leaves in the log what follows from readings, and dead letters", () => {
  expect(letterOfUnreadable(bad("segment-metrics", bytesOf({})))).toBeUndefined();
  expect(letterOfUnreadable(bad("dead-letters", bytesOf({})))).toBeUndefined();
});
