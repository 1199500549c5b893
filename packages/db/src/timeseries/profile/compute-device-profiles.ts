import type { DeviceKind } from "@arterial/domain/device-kind";
import { inTransaction, type Pool } from "../../pool.ts";
import { AIR_TABLE } from "../air/observation-table.ts";
import { CAMERA_TABLE } from "../camera/observation-table.ts";
import { faultFreeSql } from "../fault/fault-free-sql.ts";
import { hourOfWeekSql } from "../hour-of-week-sql.ts";
import { PARKING_TABLE } from "../parking/observation-table.ts";
import { spreadSql } from "../spread-sql.ts";
import { TRAFFIC_TABLE } from "../traffic/observation-table.ts";
import { WEATHER_TABLE } from "../weather/observation-table.ts";

const TABLES = {
  traffic: TRAFFIC_TABLE,
  air: AIR_TABLE,
  parking: PARKING_TABLE,
  weather: WEATHER_TABLE,
  camera: CAMERA_TABLE,
} as const;

/** Channels that are not a column of their own, or mean something else than the column. */
const EXPRESSIONS: Partial<Record<DeviceKind, Readonly<Record<string, string>>>> = {
  traffic: { flowVph: "coalesce(flow_vph, count * 3600 / period_s)" },
};

/** Columns that say how a reading was taken, not what was measured. */
const NOT_MEASURED = ["count", "period_s", "capacity"];

/** Fewer values than this do not make an hour typical. */
const MIN_SAMPLES = 6;

/**
 * Computes what is typical for some devices of one kind in each hour of the week, for every channel that is a number,
 * and puts it in the place of their old profile. What was measured under a fault is not typical. Returns the number of rows.
 */
export async function computeDeviceProfiles(
  pool: Pool,
  options: {
    kind: keyof typeof TABLES;
    deviceIds: readonly string[];
    timeZone: string;
    sinceMs: number;
  },
): Promise<number> {
  const { kind, deviceIds, timeZone, sinceMs } = options;
  const values = channelsOf(kind).map(([field, sql]) => `('${field}', (${sql})::float8)`);
  return inTransaction(pool, async (client) => {
    await client.query("delete from timeseries.device_profile where device_id = any($1)", [deviceIds]);
    const { rowCount } = await client.query(
      `with observed as materialized (
         select device_id, m.channel, ${hourOfWeekSql("ts", "$1")} as hour_of_week, m.value
           from timeseries.${TABLES[kind].table} as o, lateral (values ${values.join(", ")}) as m (channel, value)
           where device_id = any($4) and ts >= to_timestamp($2::float8 / 1000) and m.value is not null
             and ${faultFreeSql("o", "$2")}
       )
       insert into timeseries.device_profile (device_id, channel, hour_of_week, p15, p50, p85, mad, samples)
       ${spreadSql("device_id, channel, hour_of_week", "$3")}`,
      [timeZone, sinceMs, MIN_SAMPLES, deviceIds],
    );
    return rowCount ?? 0;
  });
}

function channelsOf(kind: keyof typeof TABLES): [field: string, sql: string][] {
  const own = EXPRESSIONS[kind] ?? {};
  const columns = TABLES[kind].columns.filter(
    ({ column, type, field }) =>
      (type === "float8" || type === "int4") && !NOT_MEASURED.includes(column) && !Object.hasOwn(own, field),
  );
  return [...columns.map(({ field, column }): [string, string] => [field, column]), ...Object.entries(own)];
}
