import type { Prisma } from "@arterial/db/prisma";
import { routePointsSchema } from "@arterial/domain/route/route-points-schema";
import { z } from "zod";
import { requirePermission, type UserActor } from "../actor.ts";
import type { Kept } from "../keep-at-most.ts";
import { hasPermission, ROLES, type Role, roleSchema } from "../roles.ts";

/** A route with a name; `createdAt` is epoch ms. */
export interface SavedRoute {
  id: string;
  name: string;
  /** Short form of its points. */
  points: string;
  /** Lowest role that sees it beside its owner; null when only they do. */
  sharedFrom: Role | null;
  isOwn: boolean;
  /** Whether the asking person may rename, share and delete it. */
  mayChange: boolean;
  createdAt: number;
}

export const routeNameSchema = z.string().trim().min(1).max(80);
export const savedRouteFieldsSchema = z.object({
  name: routeNameSchema,
  points: routePointsSchema,
  sharedFrom: roleSchema.nullable().default(null),
});
export const routeIdInputSchema = z.object({ id: z.uuid() });

/** How many routes one person keeps. */
const MAX_ROUTES = 50;

/** The routes that somebody keeps, and how many. */
export function routesOf(userId: string): Kept {
  return {
    ...{ userId, what: "routes", most: MAX_ROUTES },
    count: (tx) => tx.savedRoute.count({ where: { userId, deletedAt: null } }),
  };
}

/** The row as the asking person sees it. */
export function toSavedRoute(row: Prisma.SavedRouteModel, user: UserActor): SavedRoute {
  const isOwn = row.userId === user.id;
  return {
    id: row.id,
    name: row.name,
    points: row.points,
    sharedFrom: roleSchema.nullable().parse(row.sharedFrom),
    isOwn,
    mayChange: isOwn || hasPermission(user.role, "route.manage"),
    createdAt: row.createdAt.getTime(),
  };
}

/** Routes that somebody sees: their own, and those shared from their role or a lower one on. */
export function seenBy(user: UserActor): Prisma.SavedRouteWhereInput {
  const roles = ROLES.slice(0, ROLES.indexOf(user.role) + 1);
  return { OR: [{ userId: user.id }, { sharedFrom: { in: [...roles] } }] };
}

/** Routes that somebody may change: their own, and with the right to it those that others share with them. */
export function changeableBy(user: UserActor): Prisma.SavedRouteWhereInput {
  return hasPermission(user.role, "route.manage") ? seenBy(user) : { userId: user.id };
}

/** Throws ForbiddenError when the person may not show routes to others, and wants to. */
export function requireMaySet(user: UserActor, sharedFrom: Role | null | undefined): void {
  if (sharedFrom) requirePermission(user, "route.share");
}
