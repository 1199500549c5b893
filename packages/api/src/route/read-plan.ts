import { routePointsSchema } from "@arterial/domain/route/route-points-schema";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import type { RoutePlan, RouteProblem } from "./plan-route.ts";
import { createRoutePlanner } from "./route-planner.ts";

export const readPlanInputSchema = z.object({ points: routePointsSchema });

/** The way through some points, or why there is none. */
export async function readRoutePlan(
  ctx: ServiceContext,
  input: z.input<typeof readPlanInputSchema>,
): Promise<RoutePlan | RouteProblem> {
  requirePermission(ctx.actor, "traffic.read");
  const { points } = readPlanInputSchema.parse(input);
  const plan = await createRoutePlanner(ctx);
  return plan(points);
}
