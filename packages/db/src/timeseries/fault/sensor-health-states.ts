import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";

const rowsSchema = z.array(
  z
    .object({ device_id: z.string(), taken_to: z.number(), state: z.unknown() })
    .transform((row) => ({ deviceId: row.device_id, takenTo: row.taken_to, state: row.state })),
);

/** What is remembered of one sensor: JSON that its owner understands, after everything received until `takenTo`. */
export interface SensorHealthRow {
  deviceId: string;
  /** Epoch ms. */
  takenTo: number;
  state: unknown;
}

/** Stores what is remembered of some sensors in place of what was stored of them. */
export async function writeSensorHealthStates(
  db: Queryable,
  rows: readonly SensorHealthRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query({
    name: "write_sensor_health_states",
    text: `insert into timeseries.sensor_health_state (device_id, taken_to, state)
      select device_id, to_timestamp(taken_to / 1000), state
        from unnest($1::text[], $2::float8[], $3::json[]) as input(device_id, taken_to, state)
      on conflict (device_id) do update set taken_to = excluded.taken_to, state = excluded.state`,
    values: [
      arrayLiteral(rows.map((row) => row.deviceId)),
      arrayLiteral(rows.map((row) => row.takenTo)),
      arrayLiteral(rows.map((row) => row.state)),
    ],
  });
}

/** What is remembered of every sensor. */
export async function readSensorHealthStates(db: Queryable): Promise<SensorHealthRow[]> {
  const { rows } = await db.query(
    `select device_id, (extract(epoch from taken_to) * 1000)::float8 as taken_to, state
      from timeseries.sensor_health_state order by device_id`,
  );
  return rowsSchema.parse(rows);
}
