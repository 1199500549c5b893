import { inTransaction, type Pool } from "@arterial/db/pool";
import type { Observation } from "@arterial/domain/observation";
import { isAboutData } from "./retry-database.ts";
import { type WriteMode, type WrittenRows, writeObservations } from "./write-observations.ts";

/** Where one repeat got past the cache more may follow: after a restart, or while a device sends old readings again. */
const MERGES_AFTER_A_REPEAT = 20;

/** Stores a batch in one transaction and says what was new. */
export type StoreRows = (rows: readonly Observation[]) => Promise<WrittenRows[]>;

/**
 * Appends batches as long as the readings in them are new, which the pipeline's own memory of repeats makes nearly
 * certain. A batch that holds a stored one is merged in a new transaction, and so are the next ones.
 */
export function createStoreRows(pool: Pool): StoreRows {
  let mergesLeft = 0;
  const write = (rows: readonly Observation[], mode: WriteMode) =>
    inTransaction(pool, (client) => writeObservations(client, rows, mode));

  return async (rows) => {
    if (mergesLeft > 0) {
      mergesLeft--;
      return write(rows, "merge");
    }
    try {
      return await write(rows, "append");
    } catch (error) {
      if (!isAboutData(error)) throw error;
      mergesLeft = MERGES_AFTER_A_REPEAT;
      return write(rows, "merge");
    }
  };
}
