import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const rowSchema = z.object({ kmh: z.number(), source: z.enum(["measured", "posted"]) });

/** Free-flow speed of a segment as last computed; undefined before the first computation. */
export async function readSegmentFreeFlow(
  db: Queryable,
  segmentId: string,
): Promise<z.infer<typeof rowSchema> | undefined> {
  const { rows } = await db.query(
    "select free_flow_kmh as kmh, source from timeseries.segment_free_flow where segment_id = $1",
    [segmentId],
  );
  return rows[0] === undefined ? undefined : rowSchema.parse(rows[0]);
}
