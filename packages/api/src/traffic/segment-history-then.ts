import type { LiveSegment } from "@arterial/domain/live/frame";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { segmentIdSchema } from "./get-segment.ts";
import { MAX_TOLD_MS, readToldMinutes } from "./read-told-minutes.ts";

export const segmentHistoryThenInputSchema = z
  .object({ id: segmentIdSchema, from: z.number().int().min(0), knownAtMs: z.number().int().min(0) })
  .refine(({ from, knownAtMs }) => knownAtMs >= from && knownAtMs - from <= MAX_TOLD_MS, {
    message: "knownAtMs must lie at most two hours after from.",
  });

/** One minute of a segment as it had been told. */
export type ToldMinute = Pick<LiveSegment, "startAt" | "speedKmh" | "flowVph" | "densityVpkm">;

/** The minutes of a segment from `from` on as they had been told at `knownAtMs`. */
export async function readSegmentHistoryThen(
  ctx: ServiceContext,
  input: z.input<typeof segmentHistoryThenInputSchema>,
): Promise<ToldMinute[]> {
  requirePermission(ctx.actor, "traffic.read");
  const { id, from, knownAtMs } = segmentHistoryThenInputSchema.parse(input);
  const told = await readToldMinutes(ctx.pool, { segmentIds: new Set([id]), fromMs: from, knownAtMs });
  return told.map(({ startAt, speedKmh, flowVph, densityVpkm }) => ({
    startAt,
    speedKmh,
    flowVph,
    densityVpkm,
  }));
}
