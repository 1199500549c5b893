import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/prisma/client.ts";
import type { Pool } from "./pool.ts";

export type { Prisma, PrismaClient } from "./generated/prisma/client.ts";

/** A busy server keeps a change waiting for a connection, ms, rather than refusing it; it holds one for as long, ms. */
const TRANSACTIONS = { maxWait: 10_000, timeout: 10_000 };

/** Prisma for the relational tables, over connections of its own or those of an existing pool. */
export function createPrismaClient(source: string | Pool): PrismaClient {
  const adapter = new PrismaPg(typeof source === "string" ? { connectionString: source } : source);
  return new PrismaClient({ adapter, transactionOptions: TRANSACTIONS });
}
