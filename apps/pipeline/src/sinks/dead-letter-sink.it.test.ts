import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { systemClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { createMemoryLog } from "@arterial/streams/memory-log";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PipelineTopics } from "../topics.ts";
import { startDeadLetterSink } from "./dead-letter-sink.ts";

const MIB = 1024 * 1024;
const NOW = Date.parse("2026-07-01T12:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function letter(number: number, bytes: number) {
  return {
    key: "air-1",
    timestampMs: NOW,
    value: {
      topic: "city/v1/air/air-1",
      receivedAt: NOW,
      reason: "too-large",
      payload: Buffer.alloc(bytes, number),
      isRedelivery: false,
    },
  };
}

it("writes letters that are large together in several batches, each letter once and in order", async () => {
  const failures: Error[] = [];
  const log = createMemoryLog<PipelineTopics>({ onFailure: (error) => void failures.push(error) });
  startDeadLetterSink({
    pool: database.pool,
    log,
    clock: systemClock,
    logger: createLogger({ name: "test", level: "silent" }),
    giveUpAfterMs: 10_000,
    logPrefix: "",
  });
  const sizes = [9, 7, 8, 1];
  await log.append(
    "dead-letters",
    sizes.map((mib, n) => letter(n + 1, mib * MIB)),
  );
  await log.close();
  expect(failures).toEqual([]);
  // Rows of one transaction have the same xmin.
  const { rows } = await database.pool.query(
    `select xmin::text as batch, get_byte(payload, 0) as number, octet_length(payload) as bytes, repeats
       from timeseries.dead_letter order by id`,
  );
  expect(rows.map(({ number, bytes, repeats }) => [number, bytes / MIB, repeats])).toEqual(
    sizes.map((mib, n) => [n + 1, mib, 0]),
  );
  const batches = [...Map.groupBy(rows, ({ batch }) => batch).values()];
  expect(batches.map((batch) => batch.map(({ number }) => number))).toEqual([
    [1, 2],
    [3, 4],
  ]);
});
