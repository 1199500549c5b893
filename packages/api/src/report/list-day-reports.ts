import { readCity } from "@arterial/db/city/read-city";
import { type DaySums, readDaySums } from "@arterial/db/timeseries/traffic/day-sums";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/**
 * Traffic of the days that there are quarter-hours of, newest first, in the city's calendar; none without a city. Fewer
 * than `limit` where days have yet to be summed up; `hasMore` tells whether there are earlier ones.
 */
export async function listDayReports(
  ctx: ServiceContext,
  query: { beforeDay: string | null; limit: number },
): Promise<{ timeZone: string; isSimulated: boolean; days: DaySums[]; hasMore: boolean } | null> {
  requirePermission(ctx.actor, "traffic.read");
  const city = await readCity(ctx.pool);
  if (city === null) return null;
  const { timeZone, isSimulated } = city;
  return { timeZone, isSimulated, ...(await readDaySums(ctx.pool, { timeZone, ...query })) };
}
