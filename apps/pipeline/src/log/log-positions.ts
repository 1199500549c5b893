import type { Pool, Queryable } from "@arterial/db/pool";
import {
  claimRecords,
  type LogPlace,
  moveLogPositionBack,
  readLogPositions,
} from "@arterial/db/timeseries/log-position/log-position";
import type { Clock } from "@arterial/runtime/clock";
import type { Logger } from "@arterial/runtime/logger";
import type { GroupPositions } from "@arterial/streams/event-log";
import { retryDatabase } from "../sinks/retry-database.ts";
import type { PipelineLog } from "../topics.ts";

/** Where a sink has come to in the log, kept in the database beside its rows. */
export interface LogPositions {
  /** For the subscription; undefined for a log that ends with its process and needs no positions. */
  resume: GroupPositions | undefined;
  /** Records that nobody has stored yet; their positions move with the transaction of `db`. */
  claim<R extends LogPlace>(db: Queryable, records: readonly R[]): Promise<readonly R[]>;
}

/** What positions are kept by. */
export interface PositionsInDatabase {
  pool: Pool;
  log: Pick<PipelineLog, "isKept">;
  clock: Clock;
  logger: Logger;
  giveUpAfterMs: number;
  /** Put before the group's name, as in the log. */
  logPrefix: string;
}

/** Creates the positions of a group; a log that is not kept has none. */
export function createLogPositions(
  group: string,
  deps: PositionsInDatabase | { log: { isKept: false } },
): LogPositions {
  if (!("pool" in deps) || !deps.log.isKept)
    return { resume: undefined, claim: async (_db, records) => records };
  const name = deps.logPrefix + group;
  return {
    resume: {
      read: (topic) => retryDatabase(() => readLogPositions(deps.pool, { group: name, topic }), deps),
      moveBack: (move) => retryDatabase(() => moveLogPositionBack(deps.pool, { group: name, ...move }), deps),
    },
    claim: (db, records) => claimRecords(db, name, records),
  };
}
