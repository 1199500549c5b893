import pg from "pg";

export type Pool = pg.Pool;
/** One of a pool's clients, as a transaction gives it. */
export type PoolClient = pg.PoolClient;
/** A pool or one of its clients: what a query needs. */
export type Queryable = pg.Pool | pg.ClientBase;

const INT8_OID = 20;

/** Counts and running numbers stay below 2^53, so int8 is read as a number; everything else as pg reads it. */
const typesWithNumericInt8: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === INT8_OID && format !== "binary") return Number;
    return pg.types.getTypeParser(oid, format);
  },
};

export interface PoolOptions {
  url: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  max?: number;
  /** Longest a statement may run, ms; none unless given. */
  statementTimeoutMs?: number;
  /**
   * Longest that an answer is waited for, ms; for ever unless given. A connection that is half open never answers and
   * never breaks: after this its query fails and it is thrown away. The server, which is never told, ends a transaction
   * in which nothing has been said for as long: its locks would keep everybody waiting who comes back for the same rows.
   */
  answerTimeoutMs?: number;
}

const silenceLimits = (ms: number) => ({ query_timeout: ms, idle_in_transaction_session_timeout: ms });

/** What pg says when an answer did not come in time; it has no code. */
const NO_ANSWER = "Query read timeout";

/**
 * A pool of connections to the database at `url`.
 * A connection that breaks while idle is discarded quietly: the next query opens another or fails with the reason.
 */
export function createPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.max ?? 10,
    types: typesWithNumericInt8,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(options.answerTimeoutMs === undefined ? {} : silenceLimits(options.answerTimeoutMs)),
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
  });
  pool.on("error", () => undefined);
  // A connection that breaks between two queries of a transaction would end the process; its next query fails instead.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Runs `work` in one transaction on one connection; rolls back when it throws, and throws on. */
export async function inTransaction<T>(pool: Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    broken = error instanceof Error && error.message === NO_ANSWER;
    if (!broken) {
      await client.query("rollback").catch(() => {
        broken = true;
      });
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Longest that a transaction may wait for what is not the database, ms. */
const MOST_IDLE_MS = 10 * 60_000;

/**
 * Lets a transaction be silent for longer than others, for the work that is done in the midst of it. If its connection
 * is lost meanwhile, its locks stay for as long.
 */
export async function letIdle(client: pg.ClientBase): Promise<void> {
  await client.query("select set_config('idle_in_transaction_session_timeout', $1, true)", [
    `${MOST_IDLE_MS}ms`,
  ]);
}
