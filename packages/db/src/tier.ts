import { z } from "zod";
import type { Queryable } from "./pool.ts";

/** What the server offers: plain partitions, hypertables under the Apache license, or all of TimescaleDB. */
export const TIERS = ["native", "apache", "tsl"] as const;
export const tierSchema = z.enum(TIERS);
export type Tier = z.infer<typeof tierSchema>;

const UNDEFINED_FUNCTION = "42883";
const FEATURE_NOT_SUPPORTED = "0A000";

/**
 * Finds the tier by calling a function that only the full license allows; settings and catalogues can lie.
 * Creates the extension first where the server has it loaded.
 */
export async function probeTier(db: Queryable): Promise<Tier> {
  await createExtensionIfPreloaded(db);
  try {
    await db.query(
      `select time_bucket_gapfill(interval '1 day', t, timestamptz '2026-01-01', timestamptz '2026-01-02')
         from (values (timestamptz '2026-01-01')) as one(t) group by 1`,
    );
    return "tsl";
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === UNDEFINED_FUNCTION) return "native";
    if (code === FEATURE_NOT_SUPPORTED) return "apache";
    throw error;
  }
}

async function createExtensionIfPreloaded(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ ready: boolean }>(
    `select exists (select from pg_available_extensions where name = 'timescaledb')
        and current_setting('shared_preload_libraries') like '%timescaledb%' as ready`,
  );
  if (rows[0]?.ready !== true) return;
  await db.query("create extension if not exists timescaledb with schema public");
}

/** The tier that this database's series were made for; it stays, even when the server gains the extension later. */
export async function readTier(db: Queryable): Promise<Tier> {
  const { rows } = await db.query("select distinct tier from timeseries.series order by tier");
  const tiers = z.array(z.object({ tier: tierSchema })).parse(rows);
  return tiers[0]?.tier ?? "native";
}
