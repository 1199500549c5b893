import { routePointsSchema } from "@arterial/domain/route/route-points-schema";
import { isTold, type RoutePoint, routeSeries } from "@arterial/domain/route/route-time";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import type { RoutePlan } from "./plan-route.ts";
import { createRoutePlanner } from "./route-planner.ts";
import { lastMinute, ROUTE_STEP_MS, readRouteWindows } from "./route-windows.ts";

const SPAN_MS = 2 * 60 * 60 * 1000;

export const readTimesInputSchema = z.object({
  points: routePointsSchema,
  /** The moment that is looked at, epoch ms, as it was known then; now when absent. */
  atMs: z.number().int().min(0).optional(),
});

/** Travel times of a route over two hours, each over the five minutes that end at `at`; null where too little is known. */
export interface RouteTimes {
  from: number;
  to: number;
  stepMs: number;
  series: { at: number; seconds: number | null }[];
  /** The newest of them with all that is known of it. */
  now: RoutePoint & { isTold: boolean };
}

/** How long a route takes and took. Throws NotFoundError when there is no way through the points. */
export async function readRouteTimes(
  ctx: ServiceContext,
  input: z.input<typeof readTimesInputSchema>,
): Promise<RouteTimes> {
  requirePermission(ctx.actor, "traffic.read");
  const { points, atMs } = readTimesInputSchema.parse(input);
  const { pieces } = await requirePlan(ctx, points);
  const toMs = lastMinute(atMs ?? ctx.now());
  const range = { fromMs: Math.max(0, toMs - SPAN_MS), toMs };
  const segmentIds = pieces.map(({ segmentId }) => segmentId);
  const windows = await readRouteWindows(ctx, { ...range, segmentIds, isThen: atMs !== undefined });
  const series = routeSeries(pieces, windows, { ...range, stepMs: ROUTE_STEP_MS });
  const now = series.at(-1) as RoutePoint;
  return {
    from: range.fromMs,
    to: toMs,
    stepMs: ROUTE_STEP_MS,
    series: series.map((point) => ({ at: point.at, seconds: isTold(point) ? point.seconds : null })),
    now: { ...now, isTold: isTold(now) },
  };
}

/** The way through the points. Throws NotFoundError when there is none. */
export async function requirePlan(ctx: ServiceContext, points: string): Promise<RoutePlan> {
  const plan = (await createRoutePlanner(ctx))(points);
  if (plan.status !== "found") throw new NotFoundError("way through", points);
  return plan;
}
