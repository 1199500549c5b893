import { inTransaction, type Pool } from "@arterial/db/pool";
import type { Observation } from "@arterial/domain/observation";
import type { LogRecord } from "@arterial/streams/record";
import type { LogPositions } from "../log/log-positions.ts";
import { isAboutData } from "./retry-database.ts";
import { type WriteMode, type WrittenRows, writeObservations } from "./write-observations.ts";

/** Where one repeat got past the cache more may follow: after a restart, or while a device sends old readings again. */
const MERGES_AFTER_A_REPEAT = 20;

/** An observation with its place in the log. */
export type ObservationRecord = LogRecord<Observation>;

/** What one batch came to. */
export interface StoredRows {
  /** Observations that nobody had stored from the log before. */
  rows: Observation[];
  written: WrittenRows[];
}

/** Stores a batch in one transaction with its positions in the log, and says what was new. */
export type StoreRows = (records: readonly ObservationRecord[]) => Promise<StoredRows>;

/**
 * Appends batches as long as the readings in them are new, which the pipeline's own memory of repeats makes nearly
 * certain. A batch that holds a stored one is merged in a new transaction, and so are the next ones.
 */
export function createStoreRows(pool: Pool, positions: Pick<LogPositions, "claim">): StoreRows {
  let mergesLeft = 0;
  const write = (records: readonly ObservationRecord[], mode: WriteMode) =>
    inTransaction(pool, async (client) => {
      const rows = (await positions.claim(client, records)).map((record) => record.value);
      return { rows, written: await writeObservations(client, rows, mode) };
    });

  return async (records) => {
    if (mergesLeft > 0) {
      mergesLeft--;
      return write(records, "merge");
    }
    try {
      return await write(records, "append");
    } catch (error) {
      if (!isAboutData(error)) throw error;
      mergesLeft = MERGES_AFTER_A_REPEAT;
      return write(records, "merge");
    }
  };
}
