import { deviceKindSchema } from "@arterial/domain/device-kind";
import type { LiveDevice } from "@arterial/domain/live/frame";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const rowsSchema = z.array(
  z
    .object({
      device_id: z.string(),
      kind: deviceKindSchema,
      ts: z.date(),
      received_at: z.date(),
      values: z.record(z.string(), z.unknown()),
    })
    .transform((row) => ({
      id: row.device_id,
      kind: row.kind,
      ts: row.ts.getTime(),
      receivedAt: row.received_at.getTime(),
      values: row.values,
    })),
);

/** The newest reading of every device but vehicles, or of those named. */
export async function readLatestObservations(
  db: Queryable,
  deviceIds?: readonly string[],
): Promise<LiveDevice[]> {
  const { rows } = await db.query(
    `select device_id, kind, ts, received_at, values from timeseries.latest_observation
      where $1::text[] is null or device_id = any($1) order by device_id`,
    [deviceIds ?? null],
  );
  return rowsSchema.parse(rows);
}
