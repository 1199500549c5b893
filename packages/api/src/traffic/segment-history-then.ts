import { readReplayChannel } from "@arterial/db/timeseries/live-recording/read-channel";
import { readFirstRecorded } from "@arterial/db/timeseries/live-recording/slices";
import type { LiveSegment } from "@arterial/domain/live/frame";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { segmentIdSchema } from "./get-segment.ts";

const MAX_RANGE_MS = 2 * 60 * 60 * 1000;

export const segmentHistoryThenInputSchema = z
  .object({ id: segmentIdSchema, from: z.number().int().min(0), knownAtMs: z.number().int().min(0) })
  .refine(({ from, knownAtMs }) => knownAtMs >= from && knownAtMs - from <= MAX_RANGE_MS, {
    message: "knownAtMs must lie at most two hours after from.",
  });

/** One minute of a segment as it had been told. */
export type ToldMinute = Pick<LiveSegment, "startAt" | "speedKmh" | "flowVph" | "densityVpkm">;

/**
 * The minutes of a segment from `from` on as they had been told at `knownAtMs`, from what was recorded then: a minute
 * that was corrected later has the value that was shown.
 */
export async function readSegmentHistoryThen(
  ctx: ServiceContext,
  input: z.input<typeof segmentHistoryThenInputSchema>,
): Promise<ToldMinute[]> {
  requirePermission(ctx.actor, "traffic.read");
  const { id, from, knownAtMs } = segmentHistoryThenInputSchema.parse(input);
  const minutes = new Map<number, ToldMinute>();
  const note = ({ startAt, speedKmh, flowVph, densityVpkm }: LiveSegment): void => {
    if (startAt >= from) minutes.set(startAt, { startAt, speedKmh, flowVph, densityVpkm });
  };
  const start = await readFirstRecorded(ctx.pool, "segments", { fromMs: from, toMs: knownAtMs });
  const channel =
    start === null ? null : await readReplayChannel(ctx.pool, "segments", { fromMs: start, toMs: knownAtMs });
  for (const held of channel?.items ?? []) if (held.id === id) note(held);
  for (const { set } of channel?.changes ?? []) for (const held of set) if (held.id === id) note(held);
  return [...minutes.values()].sort((a, b) => a.startAt - b.startAt);
}
