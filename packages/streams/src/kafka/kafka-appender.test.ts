import { WAIT } from "@arterial/runtime/testing/wait";
import type { Message, ProducerBatch } from "kafkajs";
import { expect, it, vi } from "vitest";
import { createKafkaAppender } from "./kafka-appender.ts";
import type { TopicSettings } from "./topic-settings.ts";

const KAFKAS_LIMIT = 1_048_588;

const settings: TopicSettings<unknown> = {
  partitions: 1,
  retentionMs: 1,
  event: ({ key }) => ({ id: "1", source: "/test", type: "test", subject: key, dataSchema: "urn:test:1" }),
  encode: (value) => String(value),
  decode: String,
};

const records = (values: readonly string[]) => values.map((value) => ({ key: "k", value, timestampMs: 0 }));

/** Records named by their event time, s. */
const recordsAt = (seconds: readonly number[]) =>
  seconds.map((second) => ({ key: "k", value: String(second), timestampMs: second * 1_000 }));

/** A producer that notes what it is given, and takes it when it is told to. */
function open() {
  const sends: { messages: Message[]; answer: PromiseWithResolvers<never[]> }[] = [];
  const failures: unknown[] = [];
  const producer = {
    sendBatch: ({ topicMessages = [] }: ProducerBatch) => {
      const answer = Promise.withResolvers<never[]>();
      sends.push({ messages: topicMessages.flatMap(({ messages }) => messages), answer });
      return answer.promise;
    },
  };
  const appender = createKafkaAppender(producer, (cause) => void failures.push(cause));
  const append = (values: readonly string[]) => appender.append("t", settings, records(values));
  const appendAt = (seconds: readonly number[], topic = "t") =>
    appender.append(topic, settings, recordsAt(seconds));
  const sent = (count: number) => vi.waitUntil(() => sends.length === count, WAIT);
  const sentValues = () => sends.map(({ messages }) => messages.map(({ value }) => Number(value)));
  return { appender, append, appendAt, sends, sent, sentValues, failures };
}

function sizeOf({ key, value, headers = {} }: Message): number {
  const texts = [key, value, ...Object.entries(headers).flat()];
  return texts.reduce((sum: number, text) => sum + Buffer.byteLength(String(text)), 0);
}

it("sends an append of more bytes than Kafka takes in several requests, in order, and resolves after the last", async () => {
  const { append, sends, sent } = open();
  // Three bytes a letter, which a string counts as one; twice as much as Kafka takes, with a small one behind.
  const values = Array.from({ length: 70 }, (_, index) => `${index} `.padEnd(10_000, "€"));
  const events: string[] = [];
  const large = append(values).then(() => void events.push("large"));
  const small = append(["small"]).then(() => void events.push("small"));
  for (let count = 1; count <= 4; count++) {
    await sent(count);
    expect(events).toEqual([]);
    sends.at(-1)?.answer.resolve([]);
  }
  await Promise.all([large, small]);
  expect(sends.flatMap(({ messages }) => messages.map(({ value }) => value))).toEqual([...values, "small"]);
  for (const { messages } of sends)
    expect(messages.reduce((sum, message) => sum + sizeOf(message), 0)).toBeLessThan(KAFKAS_LIMIT * 0.6);
});

it("counts keys and headers: many small records are as much as one large one", async () => {
  const { append, sends, sent } = open();
  void append(Array.from({ length: 5_000 }, () => "7"));
  await sent(1);
  const size = sends[0]?.messages.reduce((sum, message) => sum + sizeOf(message), 0);
  expect(sends[0]?.messages.length).toBeLessThan(5_000);
  expect(size).toBeLessThan(KAFKAS_LIMIT * 0.6);
});

it("sends a record alone that is larger than a request should be", async () => {
  const { append, sends, sent } = open();
  const done = append(["small", "large".padEnd(700_000), "small"]);
  for (let count = 1; count <= 3; count++) {
    await sent(count);
    sends.at(-1)?.answer.resolve([]);
  }
  await done;
  expect(sends.map(({ messages }) => messages.length)).toEqual([1, 1, 1]);
});

it("sends nothing behind a part that was not taken, and tells of it once", async () => {
  const { appender, append, sends, sent, failures } = open();
  const large = append(Array.from({ length: 70 }, () => "€".repeat(10_000)));
  const behind = append(["behind"]);
  await sent(1);
  const cause = new Error("not enough replicas");
  sends[0]?.answer.reject(cause);
  const refused = { status: "rejected", reason: cause };
  expect(await Promise.allSettled([large, behind])).toEqual([refused, refused]);
  await appender.settle();
  expect(sends).toHaveLength(1);
  expect(failures).toEqual([cause]);
});

it("lets event time pass by half a minute within a request, and begins another one then", async () => {
  const { appendAt, sends, sent, sentValues } = open();
  void appendAt([0, 20, 45, 10, 75, 76]);
  void appendAt([90]);
  // Readings that are late let no event time pass, however many there are; nor does another topic's own.
  void appendAt([3, 99, 3]);
  void appendAt([500, 501], "another");
  void appendAt([140]);
  for (let count = 1; count <= 4; count++) {
    await sent(count);
    sends.at(-1)?.answer.resolve([]);
  }
  expect(sentValues()).toEqual([[0, 20], [45, 10, 75], [76, 90, 3, 99, 3, 500, 501], [140]]);
});

it("goes on from the newest event time of what was appended before", async () => {
  const { appendAt, sends, sent, sentValues } = open();
  void appendAt([1_000]);
  await sent(1);
  sends.at(-1)?.answer.resolve([]);
  void appendAt([0, 100, 1_020, 200]);
  await sent(2);
  expect(sentValues()).toEqual([[1_000], [0, 100, 1_020, 200]]);
});
