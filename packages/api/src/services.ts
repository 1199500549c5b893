import { createPool, type Pool } from "@arterial/db/pool";
import { createPrismaClient, type PrismaClient } from "@arterial/db/prisma";
import type { DelayRate } from "@arterial/domain/traffic/delay-cost";
import type { Logger } from "@arterial/runtime/logger";
import { createRateLimiter, type RateLimiter } from "./session/rate-limiter.ts";

/** What all requests of one process share. */
export interface Services {
  pool: Pool;
  prisma: PrismaClient;
  log: Logger;
  /** Epoch ms. */
  now: () => number;
  /** What an hour of a vehicle's delay costs; null when the installation sets none. */
  delayRate: DelayRate | null;
  /** Failed sign-ins by account and address. */
  signInLimiter: RateLimiter;
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
const SIGN_IN_WINDOW_MS = 15 * 60 * 1000;
const MAX_FAILED_SIGN_INS = 5;

/** Opens what the verbs need; `close` it at the end. */
export function createServices(options: ServicesOptions): Services {
  const now = options.now ?? Date.now;
  const pool = createPool({
    url: options.databaseUrl,
    applicationName: options.applicationName,
    max: options.maxConnections ?? 10,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  const prisma = createPrismaClient(pool);
  return {
    pool,
    prisma,
    log: options.log,
    now,
    delayRate: options.delayRate ?? null,
    signInLimiter: createRateLimiter({ limit: MAX_FAILED_SIGN_INS, windowMs: SIGN_IN_WINDOW_MS, now }),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
