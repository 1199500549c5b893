import type { Pool } from "@arterial/db/pool";
import { deleteDeadLetters } from "@arterial/db/timeseries/dead-letter/delete-dead-letters";
import { deleteEpisodes } from "@arterial/db/timeseries/live-recording/episodes";

const DAY_MS = 86_400_000;
const EPISODES_KEPT_MS = 30 * DAY_MS;
/** A letter has up to a megabyte: a batch is one transaction of a second or so. */
const LETTERS_AT_ONCE = 1_000;

export interface ForgetOptions {
  pool: Pool;
  nowMs: number;
  deadLettersKeptD: number;
}

/**
 * Deletes what is not in partitions and has been kept for long enough, dead letters one batch in each step. Returns how
 * many of these were.
 */
export async function* forgetOldRows({
  pool,
  nowMs,
  deadLettersKeptD,
}: ForgetOptions): AsyncGenerator<void, { deadLetters: number }> {
  await deleteEpisodes(pool, { beforeMs: nowMs - EPISODES_KEPT_MS });
  const batch = { beforeMs: nowMs - deadLettersKeptD * DAY_MS, limit: LETTERS_AT_ONCE };
  let deadLetters = 0;
  for (let deleted = LETTERS_AT_ONCE; deleted === LETTERS_AT_ONCE; deadLetters += deleted) {
    yield;
    deleted = await deleteDeadLetters(pool, batch);
  }
  return { deadLetters };
}
