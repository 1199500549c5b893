import { expect, it } from "vitest";
import { replayDeadLetterInputSchema } from "./replay-dead-letter.ts";

const isTaken = (bytes: number) =>
  replayDeadLetterInputSchema.safeParse({ id: 1, payloadBase64: Buffer.alloc(bytes).toString("base64") })
    .success;

it("takes a correction as large as any letter that is kept whole: which is too large for a reading is for ingest to say", () => {
  expect([isTaken(3_000_000), isTaken(16 * 1024 * 1024), isTaken(16 * 1024 * 1024 + 3)]).toEqual([
    true,
    true,
    false,
  ]);
});
