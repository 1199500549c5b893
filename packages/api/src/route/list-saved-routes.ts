import { drivenSpeeds, isTold, routeTime } from "@arterial/domain/route/route-time";
import { z } from "zod";
import { requirePermission, requireUser } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import type { RoutePlan } from "./plan-route.ts";
import { typicalSeconds } from "./read-typical.ts";
import { createRoutePlanner } from "./route-planner.ts";
import { lastMinute, ROUTE_STEP_MS, readRouteWindows } from "./route-windows.ts";
import { type SavedRoute, seenBy, toSavedRoute } from "./saved-route.ts";

export const listSavedRoutesInputSchema = z.object({
  /** The moment that is looked at, epoch ms, as it was known then; now when absent. */
  atMs: z.number().int().min(0).optional(),
});

const LIMIT = 200;

/** A kept route with how long it takes; `time` is null when there is no way through its points any more. */
export interface ListedRoute extends SavedRoute {
  time: {
    lengthM: number;
    freeFlowS: number;
    /** Now, s; null when too little is known. */
    seconds: number | null;
    /** Median of this hour of the week, s; null when too little is known. */
    typicalS: number | null;
  } | null;
}

/** The routes of the person who asks and those shared with them, by name. */
export async function listSavedRoutes(
  ctx: ServiceContext,
  input: z.input<typeof listSavedRoutesInputSchema>,
): Promise<ListedRoute[]> {
  const user = requireUser(ctx.actor);
  requirePermission(user, "traffic.read");
  const { atMs } = listSavedRoutesInputSchema.parse(input);
  const rows = await ctx.prisma.savedRoute.findMany({
    where: { deletedAt: null, ...seenBy(user) },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: LIMIT,
  });
  if (rows.length === 0) return [];
  const planner = await createRoutePlanner(ctx);
  const planned = rows.map((row) => {
    const plan = planner(row.points);
    return { route: toSavedRoute(row, user), plan: plan.status === "found" ? plan : null };
  });
  const times = await timesOf(
    ctx,
    planned.flatMap(({ plan }) => plan ?? []),
    atMs,
  );
  return planned.map(({ route, plan }) => ({ ...route, time: (plan && times.get(plan)) ?? null }));
}

async function timesOf(
  ctx: ServiceContext,
  plans: readonly RoutePlan[],
  atMs: number | undefined,
): Promise<Map<RoutePlan, NonNullable<ListedRoute["time"]>>> {
  const toMs = lastMinute(atMs ?? ctx.now());
  const segmentIds = plans.flatMap(({ pieces }) => pieces.map(({ segmentId }) => segmentId));
  const range = { fromMs: Math.max(0, toMs - ROUTE_STEP_MS), toMs };
  const [windows, typical] = await Promise.all([
    readRouteWindows(ctx, { ...range, segmentIds, isThen: atMs !== undefined }),
    typicalSeconds(
      ctx,
      plans.map(({ pieces }) => pieces),
      toMs,
    ),
  ]);
  const speeds = drivenSpeeds(windows);
  return new Map(
    plans.map((plan, index) => {
      const time = routeTime(plan.pieces, speeds);
      const { lengthM, freeFlowS } = plan;
      const seconds = isTold(time) ? time.seconds : null;
      return [plan, { lengthM, freeFlowS, seconds, typicalS: typical[index] ?? null }];
    }),
  );
}
