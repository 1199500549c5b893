import { type LatestReading, replacesLatest } from "@arterial/domain/latest-reading";
import type { Observation } from "@arterial/domain/observation";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";

/** Never stands in JSON as itself: control characters are escaped there. */
const SEPARATOR = "\u001e";

/** A statement that is ready to be sent. */
export interface LatestUpsert {
  name: string;
  text: string;
  values: string[];
}

/** `isOfWholeDevice` of a row, in SQL. */
const isOfWholeSql = (row: string) => `(${row}.kind <> 'parking' or ${row}.values ? 'occupied')`;

/** Keeps the latest reading of each device, by the reading's own time; see {@link replacesLatest}. */
export async function upsertLatest(db: Queryable, rows: readonly Observation[]): Promise<void> {
  await db.query(prepareLatest(rows));
}

/** The statement of {@link upsertLatest}, for who has something better to do than to wait while it is made. */
export function prepareLatest(rows: readonly Observation[]): LatestUpsert {
  const newest = new Map<string, Observation>();
  for (const row of rows) {
    const known = newest.get(row.deviceId);
    if (known === undefined || replacesLatest(latestOf(known), latestOf(row))) newest.set(row.deviceId, row);
  }
  // One order for all writers, so that two batches never wait for each other.
  const sorted = [...newest.values()].sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
  return {
    name: "upsert_latest_observation",
    text: `insert into timeseries.latest_observation as latest (device_id, kind, ts, received_at, values)
      select device_id, kind, to_timestamp(ts / 1000), to_timestamp(received_at / 1000), values::jsonb
        from unnest($1::text[], $2::text[], $3::float8[], $4::float8[], string_to_array($5::text, $6::text))
          as input(device_id, kind, ts, received_at, values)
      on conflict (device_id) do update
        set kind = excluded.kind, ts = excluded.ts, received_at = excluded.received_at, values = excluded.values
        where (${isOfWholeSql("excluded")}, excluded.ts) >= (${isOfWholeSql("latest")}, latest.ts)`,
    values: [
      arrayLiteral(sorted.map((row) => row.deviceId)),
      arrayLiteral(sorted.map((row) => row.kind)),
      arrayLiteral(sorted.map((row) => row.reading.ts)),
      arrayLiteral(sorted.map((row) => row.receivedAt)),
      sorted.map((row) => JSON.stringify(valuesOf(row))).join(SEPARATOR),
      SEPARATOR,
    ],
  };
}

function latestOf({ kind, reading }: Observation): LatestReading {
  return { kind, ts: reading.ts, values: reading };
}

function valuesOf(row: Observation): Record<string, unknown> {
  const { ts: _ts, seq: _seq, ...values } = row.reading;
  return values;
}
