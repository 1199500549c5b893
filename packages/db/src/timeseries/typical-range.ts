import { z } from "zod";
import type { Queryable } from "../pool.ts";

/** What is typical in one hour of the week (0 = Monday 00:00 in the city's zone): percentiles over the past weeks. */
export interface TypicalRange {
  hourOfWeek: number;
  p15: number;
  p50: number;
  p85: number;
}

const rowsSchema = z.array(
  z.object({ hourOfWeek: z.number(), p15: z.number(), p50: z.number(), p85: z.number() }),
);

/** Typical values of one channel of a device, by hour of week; hours without enough data are missing. */
export async function readDeviceTypical(
  db: Queryable,
  query: { deviceId: string; channel: string },
): Promise<TypicalRange[]> {
  const { rows } = await db.query(
    `select hour_of_week as "hourOfWeek", p15, p50, p85 from timeseries.device_profile
      where device_id = $1 and channel = $2 order by hour_of_week`,
    [query.deviceId, query.channel],
  );
  return rowsSchema.parse(rows);
}

/** Typical values of one metric of a segment, by hour of week. */
export async function readSegmentTypical(
  db: Queryable,
  query: { segmentId: string; metric: "speed_kmh" | "flow_vph" | "density_vpkm" | "ratio" },
): Promise<TypicalRange[]> {
  const { rows } = await db.query(
    `select hour_of_week as "hourOfWeek", p15, p50, p85 from timeseries.segment_profile
      where segment_id = $1 and metric = $2 order by hour_of_week`,
    [query.segmentId, query.metric],
  );
  return rowsSchema.parse(rows);
}
