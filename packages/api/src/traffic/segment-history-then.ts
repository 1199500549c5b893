import { readReplayChannel } from "@arterial/db/timeseries/live-recording/read-channel";
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
  const start = await firstRecorded(ctx, from, knownAtMs);
  const channel =
    start === null ? null : await readReplayChannel(ctx.pool, "segments", { fromMs: start, toMs: knownAtMs });
  for (const held of channel?.items ?? []) if (held.id === id) note(held);
  for (const { set } of channel?.changes ?? []) for (const held of set) if (held.id === id) note(held);
  return [...minutes.values()].sort((a, b) => a.startAt - b.startAt);
}

/** Where the recording begins within the range; null when there is none. */
async function firstRecorded(ctx: ServiceContext, from: number, to: number): Promise<number | null> {
  const { rows } = await ctx.pool.query(
    `select (extract(epoch from min(ts)) * 1000)::float8 as at from timeseries.live_slice
      where channel = 'segments' and is_whole and ts <= to_timestamp($2::float8 / 1000)
        and ends_at >= to_timestamp($1::float8 / 1000)`,
    [from, to],
  );
  const { at } = z.object({ at: z.number().nullable() }).parse(rows[0]);
  return at === null ? null : Math.max(from, at);
}
