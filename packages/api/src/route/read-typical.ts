import { readSegmentQuarters } from "@arterial/db/timeseries/traffic/read-segment-speeds";
import { routePointsSchema } from "@arterial/domain/route/route-points-schema";
import { drivenSpeeds, isTold, type RoutePiece, routeTime } from "@arterial/domain/route/route-time";
import { spreadOf } from "@arterial/domain/statistics/quantile";
import { type ComparableQuarters, createComparableQuarters } from "@arterial/domain/time/comparable-quarters";
import { type Reliability, reliabilityOf } from "@arterial/domain/traffic/reliability";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { cityTimeZone, type TypicalPoint } from "../history/typical-series.ts";
import { requirePlan } from "./read-times.ts";

export const readTypicalInputSchema = z.object({
  points: routePointsSchema,
  /** A moment of the last hour that is asked for, epoch ms; the two hours before come with it. */
  atMs: z.number().int().min(0),
});

const HOURS_BEFORE = 2;
/** Fewer quarter-hours than this do not make an hour typical; the same as for a segment. */
const MIN_TYPICAL_SAMPLES = 6;

/** What is typical for a route in the hour of a moment and in those before it, s. */
export interface RouteTypical {
  /** Oldest first; hours of which too little is known are missing. */
  hours: TypicalPoint[];
  /** That of the moment. */
  now: TypicalPoint | null;
  /** Over the same hour of working days, or of weekends, of four weeks; null while too little is known. */
  reliability: (Reliability & { isWeekend: boolean }) | null;
}

/** What is typical for a route. Throws NotFoundError when there is no way through the points. */
export async function readRouteTypical(
  ctx: ServiceContext,
  input: z.input<typeof readTypicalInputSchema>,
): Promise<RouteTypical> {
  requirePermission(ctx.actor, "traffic.read");
  const { points, atMs } = readTypicalInputSchema.parse(input);
  const { pieces, freeFlowS } = await requirePlan(ctx, points);
  const comparable = createComparableQuarters(await cityTimeZone(ctx.pool));
  const current = comparable(atMs);
  const hours = [current];
  for (let n = 0; n < HOURS_BEFORE; n += 1) hours.unshift(comparable((hours[0] ?? current).hourAt - 1));
  const startsAt = new Set([
    ...hours.flatMap(({ sameHourOfWeek }) => sameHourOfWeek),
    ...current.sameSortOfDay,
  ]);
  const times = await pastTimes(ctx, pieces, [...startsAt]);
  const typical = hours.flatMap((hour) => typicalOf(hour, times));
  const sameSort = current.sameSortOfDay.flatMap((at) => times.get(at) ?? []);
  const reliability = reliabilityOf(sameSort, freeFlowS);
  return {
    hours: typical,
    now: typical.find(({ startAt }) => startAt === current.hourAt) ?? null,
    reliability: reliability && { ...reliability, isWeekend: current.isWeekend },
  };
}

/** Travel times by quarter-hour, s; those of which too little is known are missing. */
async function pastTimes(
  ctx: ServiceContext,
  pieces: readonly RoutePiece[],
  startsAt: readonly number[],
): Promise<Map<number, number>> {
  const segmentIds = [...new Set(pieces.map(({ segmentId }) => segmentId))];
  const quarters = await readSegmentQuarters(ctx.pool, { segmentIds, startsAt });
  const times = new Map<number, number>();
  for (const [startAt, held] of Map.groupBy(quarters, (quarter) => quarter.startAt)) {
    const time = routeTime(pieces, drivenSpeeds(held));
    if (isTold(time)) times.set(startAt, time.seconds);
  }
  return times;
}

function typicalOf(
  { hourAt, sameHourOfWeek }: ComparableQuarters,
  times: ReadonlyMap<number, number>,
): TypicalPoint[] {
  const spread = spreadOf(sameHourOfWeek.flatMap((at) => times.get(at) ?? []));
  if (spread === null || spread.samples < MIN_TYPICAL_SAMPLES) return [];
  return [{ startAt: hourAt, p15: spread.p15, p50: spread.p50, p85: spread.p85 }];
}

/** The typical travel time of some routes in the hour of a moment, s; null where too little is known. */
export async function typicalSeconds(
  ctx: ServiceContext,
  routes: readonly (readonly RoutePiece[])[],
  atMs: number,
): Promise<(number | null)[]> {
  const hour = createComparableQuarters(await cityTimeZone(ctx.pool))(atMs);
  const segmentIds = [...new Set(routes.flatMap((pieces) => pieces.map(({ segmentId }) => segmentId)))];
  const quarters = await readSegmentQuarters(ctx.pool, { segmentIds, startsAt: hour.sameHourOfWeek });
  const byQuarter = [...Map.groupBy(quarters, ({ startAt }) => startAt)];
  const speeds = byQuarter.map(([startAt, held]) => [startAt, drivenSpeeds(held)] as const);
  return routes.map((pieces) => {
    const times = speeds.map(([startAt, held]) => [startAt, routeTime(pieces, held)] as const);
    const told = times.filter(([, time]) => isTold(time)).map(([at, { seconds }]) => [at, seconds] as const);
    return typicalOf(hour, new Map(told))[0]?.p50 ?? null;
  });
}
