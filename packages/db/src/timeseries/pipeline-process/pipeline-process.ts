import type { UnwellPart } from "@arterial/domain/live/frame";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";

/** A process that has not reported for this long says nothing about now. */
const STALE_AFTER_S = 20;

/** One process of the pipeline, and its parts that are not well. */
export interface PipelineProcessReport {
  id: string;
  roles: readonly string[];
  unwell: readonly UnwellPart[];
}

/** Notes how a process is, and forgets processes that are long gone. */
export async function reportPipelineProcess(
  db: Queryable,
  { id, roles, unwell }: PipelineProcessReport,
): Promise<void> {
  await db.query(
    `with gone as (
       delete from timeseries.pipeline_process where reported_at < now() - interval '1 hour' and id <> $1)
     insert into timeseries.pipeline_process (id, roles, unwell, reported_at) values ($1, $2, $3, now())
     on conflict (id) do update
       set roles = excluded.roles, unwell = excluded.unwell, reported_at = excluded.reported_at`,
    [id, roles, JSON.stringify(unwell)],
  );
}

/** Takes out a process that ends. */
export async function removePipelineProcess(db: Queryable, id: string): Promise<void> {
  await db.query("delete from timeseries.pipeline_process where id = $1", [id]);
}

const rowsSchema = z.array(
  z.object({
    id: z.string(),
    roles: z.array(z.string()),
    unwell: z.array(z.object({ part: z.string(), status: z.enum(["degraded", "down"]), detail: z.string() })),
  }),
);

/** Processes that reported lately. */
export async function readPipelineProcesses(db: Queryable): Promise<PipelineProcessReport[]> {
  const { rows } = await db.query(
    `select id, roles, unwell from timeseries.pipeline_process
      where reported_at > now() - make_interval(secs => $1) order by roles, id`,
    [STALE_AFTER_S],
  );
  return rowsSchema.parse(rows);
}
