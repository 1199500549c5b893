import { readCity } from "@arterial/db/city/read-city";
import { type DaySums, readDaySums } from "@arterial/db/timeseries/traffic/day-sums";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/** Traffic of the days that there are quarter-hours of, newest first, in the city's calendar; none without a city. */
export async function listDayReports(
  ctx: ServiceContext,
  query: { beforeDay: string | null; limit: number },
): Promise<{ timeZone: string; isSimulated: boolean; days: DaySums[] } | null> {
  requirePermission(ctx.actor, "traffic.read");
  const city = await readCity(ctx.pool);
  if (city === null) return null;
  const { timeZone, isSimulated } = city;
  return { timeZone, isSimulated, days: await readDaySums(ctx.pool, { timeZone, ...query }) };
}
