import { createPool, type Pool } from "@arterial/db/pool";
import { createPrismaClient, type PrismaClient } from "@arterial/db/prisma";
import type { DelayRate } from "@arterial/domain/traffic/delay-cost";
import type { Logger } from "@arterial/runtime/logger";
import { createRateLimiter, type RateLimiter } from "./session/rate-limiter.ts";
import { createWorkQueue, type WorkQueue } from "./session/work-queue.ts";

/** What all requests of one process share. */
export interface Services {
  pool: Pool;
  prisma: PrismaClient;
  log: Logger;
  /** Epoch ms. */
  now: () => number;
  /** What an hour of a vehicle's delay costs; null when the installation sets none. */
  delayRate: DelayRate | null;
  /** Wrong passwords by network and account, and by account from wherever … */
  accountLimiter: RateLimiter;
  /** … and by network, whatever the account. */
  addressLimiter: RateLimiter;
  /** Hashes of passwords: each takes a core for a while, and anybody may ask for one. */
  passwordQueue: WorkQueue;
  close: () => Promise<void>;
}

export interface ServicesOptions {
  databaseUrl: string;
  applicationName: string;
  log: Logger;
  now?: () => number;
  /** Connections at most. */
  maxConnections?: number;
  delayRate?: DelayRate | undefined;
}

const STATEMENT_TIMEOUT_MS = 30_000;
/** The server has ended a statement by then and said so, or is out of reach. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5_000;
const FAILURE_WINDOW_MS = 15 * 60 * 1000;
const MAX_FAILURES_OF_ACCOUNT = 5;
/** Many people may come from one address. */
const MAX_FAILURES_OF_ADDRESS = 30;
/** Two of the four threads that also read files and resolve names. */
const MAX_HASHES = { atOnce: 2, waiting: 8 };

/** Opens what the verbs need; `close` it at the end. */
export function createServices(options: ServicesOptions): Services {
  const now = options.now ?? Date.now;
  const pool = createPool({
    url: options.databaseUrl,
    applicationName: options.applicationName,
    max: options.maxConnections ?? 10,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    answerTimeoutMs: ANSWER_TIMEOUT_MS,
  });
  const prisma = createPrismaClient(pool);
  return {
    pool,
    prisma,
    log: options.log,
    now,
    delayRate: options.delayRate ?? null,
    accountLimiter: createRateLimiter({ limit: MAX_FAILURES_OF_ACCOUNT, windowMs: FAILURE_WINDOW_MS, now }),
    addressLimiter: createRateLimiter({ limit: MAX_FAILURES_OF_ADDRESS, windowMs: FAILURE_WINDOW_MS, now }),
    passwordQueue: createWorkQueue(MAX_HASHES),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
