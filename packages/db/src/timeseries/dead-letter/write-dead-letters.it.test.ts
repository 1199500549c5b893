import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readDeadLetters } from "./read-dead-letters.ts";
import { writeDeadLetters } from "./write-dead-letters.ts";

const NOW = Date.parse("2026-07-01T12:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const letterAt = (receivedAt: number) => ({
  receivedAt,
  topic: "city/v1/air/air-1",
  reason: "invalid-json",
  payload: Buffer.from("{"),
});

async function write(...times: number[]): Promise<{ repeats: number; repeatedAt: number | null }> {
  await writeDeadLetters(database.pool, times.map(letterAt));
  const [letter] = await readDeadLetters(database.pool, { limit: 2 });
  return { repeats: letter?.repeats ?? -1, repeatedAt: letter?.repeatedAt ?? null };
}

it("counts what came again, and not what is written again because nobody knew whether it was", async () => {
  expect(await write(NOW + 0.001)).toEqual({ repeats: 0, repeatedAt: null });
  expect(await write(NOW + 0.001)).toEqual({ repeats: 0, repeatedAt: null });
  const twice = { repeats: 2, repeatedAt: NOW + 7 };
  expect(await write(NOW + 5, NOW + 7)).toEqual(twice);
  expect(await write(NOW + 5, NOW + 7)).toEqual(twice);
  expect(await write(NOW + 9)).toEqual({ repeats: 3, repeatedAt: NOW + 9 });
});
