import { readSegments, type StoredSegment } from "@arterial/db/city/read-city";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/** All segments of the city by id, without what happens on them. */
export async function listSegments(ctx: ServiceContext): Promise<StoredSegment[]> {
  requirePermission(ctx.actor, "traffic.read");
  return readSegments(ctx.pool);
}
