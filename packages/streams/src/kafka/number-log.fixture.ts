import { Kafka, logLevel } from "kafkajs";
import type { LogRecord } from "../record.ts";
import { testTopic } from "./test-log.fixture.ts";

export const WAIT = { timeout: 20_000, interval: 5 };

/** A log of numbers. */
export interface Numbers {
  n: number;
}
export const topics = { n: testTopic<number>(4) };

/** Records of as many numbers from one on, with a few keys. */
export function numbers(from: number, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const value = from + index;
    return { key: `k${value % 17}`, value, timestampMs: value };
  });
}

/** A sink that keeps records and positions together, as a database does in one transaction. */
export function createStore() {
  const positions = new Map<number, number>();
  const values: number[] = [];
  const batches: number[][] = [];
  return {
    positions,
    values,
    batches,
    options: {
      topics: ["n" as const],
      group: "sink",
      isDurable: true,
      positions: {
        read: async () => new Map(positions),
        moveBack: async ({ partition, from, to }: { partition: number; from: number; to: number }) => {
          if (positions.get(partition) === from) positions.set(partition, to);
        },
      },
      onBatch: async (records: readonly LogRecord<number>[]) => {
        batches.push(records.map((record) => record.value));
        for (const { partition, offset, value } of records) {
          if (offset < (positions.get(partition) ?? 0)) continue;
          positions.set(partition, offset + 1);
          values.push(value);
        }
      },
    },
  };
}

/** A client of its own, beside the log. */
export const openKafka = () =>
  new Kafka({
    brokers: process.env.TEST_KAFKA_BROKERS?.split(",") ?? [],
    logLevel: logLevel.NOTHING,
  });

export const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
export const range = (count: number) => Array.from({ length: count }, (_, index) => index);
