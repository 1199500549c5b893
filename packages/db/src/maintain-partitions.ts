import { z } from "zod";
import type { Queryable } from "./pool.ts";

const actionRowsSchema = z.array(z.object({ action: z.enum(["created", "dropped"]), name: z.string() }));

export interface MaintainOptions {
  /** Epoch ms that counts as now. */
  nowMs: number;
  /** Retention that differs from the migration's, such as `{ vehicle_observation: "12 hours" }`. */
  keep?: Readonly<Record<string, string>>;
}

/**
 * Creates the partitions that readings will need next and drops those older than their retention, on every tier.
 * To be called hourly; the pipeline's role may call it. Readings outside of any partition are never lost meanwhile.
 */
export async function maintainPartitions(
  db: Queryable,
  options: MaintainOptions,
): Promise<{ created: string[]; dropped: string[] }> {
  const { rows } = await db.query(
    "select action, name from timeseries.maintain_series(to_timestamp($1::float8 / 1000), $2::jsonb)",
    [options.nowMs, JSON.stringify(options.keep ?? {})],
  );
  const actions = actionRowsSchema.parse(rows);
  return {
    created: actions.filter((row) => row.action === "created").map((row) => row.name),
    dropped: actions.filter((row) => row.action === "dropped").map((row) => row.name),
  };
}
