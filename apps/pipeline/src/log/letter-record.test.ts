import { createHash } from "node:crypto";
import { MAX_LETTER_PAYLOAD_BYTES } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import { expect, it } from "vitest";
import { toLetterRecord } from "./letter-record.ts";
import { createTopicSettings } from "./topic-settings.ts";

const { "dead-letters": topic } = createTopicSettings({ partitions: 1, retentionMs: 1, maxReadingBytes: 1 });

function letterOf(bytes: number, detail?: string) {
  const payload = Buffer.alloc(bytes, "x");
  const topic = `city/v1/${"air".repeat(20_000)}`;
  return { topic, receivedAt: 1.5, reason: "too-large", detail, payload, isRedelivery: false };
}

it("keeps a letter whole that the log has room for", () => {
  const letter = letterOf(MAX_LETTER_PAYLOAD_BYTES);
  expect(toLetterRecord(letter)).toEqual({ key: letter.topic, value: letter, timestampMs: 1 });
  expect(topic.encode(letter).length).toBeLessThan(topic.maxRecordBytes ?? 0);
});

it("keeps the beginning of a larger one, with the length and hash of the whole", () => {
  const letter = letterOf(2 * MAX_LETTER_PAYLOAD_BYTES, "too much");
  const { value } = toLetterRecord(letter);
  const hash = createHash("sha256").update(letter.payload).digest("hex");
  expect(topic.encode(value).length).toBeLessThan(topic.maxRecordBytes ?? 0);
  expect(value.payload).toEqual(letter.payload.subarray(0, 1024 * 1024));
  expect(value.identity).toBe(hash);
  expect(value.detail).toBe(
    `too much; ${letter.payload.length} bytes with SHA-256 ${hash}, of which the first 1048576 are kept`,
  );
});

it("tells two large letters apart that begin alike", () => {
  const [one, other] = [1, 2].map((more) => toLetterRecord(letterOf(MAX_LETTER_PAYLOAD_BYTES + more)));
  expect(one?.value.identity).not.toBe(other?.value.identity);
});
