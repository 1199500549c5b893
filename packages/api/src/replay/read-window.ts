import { type ReplayChannel, readReplayChannel } from "@arterial/db/timeseries/live-recording/read-channel";
import { readRecordedSpan, readResumption } from "@arterial/db/timeseries/live-recording/slices";
import { coalesceChanges, type RecordedItems } from "@arterial/domain/live/replay/live-state";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { hasPermission } from "../roles.ts";

/** A window is at most so long, ms. */
export const MAX_WINDOW_MS = 10 * 60_000;

export const replayWindowInputSchema = z
  .object({
    fromMs: z.number().int().min(0),
    toMs: z.number().int().min(0),
    /** Changes that fall into the same step are made one; 0 leaves them apart. */
    stepMs: z.number().int().min(0).max(60_000).default(0),
  })
  .refine(({ fromMs, toMs }) => toMs >= fromMs && toMs - fromMs <= MAX_WINDOW_MS, {
    message: "toMs must lie at most ten minutes after fromMs.",
  });

/** What was live in a window. */
export interface ReplayWindow {
  fromMs: number;
  /** Up to here the changes are known; before `toMs` where the recording ends earlier. */
  knownToMs: number;
  segments: ReplayChannel<RecordedItems["segments"]>;
  devices: ReplayChannel<RecordedItems["devices"]>;
  figures: ReplayChannel<RecordedItems["figures"]>;
  abnormal: ReplayChannel<RecordedItems["abnormal"]>;
  /** Null for who may not see where single vehicles were, and when that is not kept any more. */
  vehicles: ReplayChannel<RecordedItems["vehicles"]> | null;
}

/** When something is recorded, and null window: nothing was recorded at the start of it. */
export interface ReplayAnswer {
  span: { firstAt: number; lastAt: number } | null;
  mayVehicles: boolean;
  window: ReplayWindow | null;
  /**
   * Where the recording goes on, epoch ms, when it has a hole from the window's `knownToMs` (or its start, without a
   * window) on; null when it has none, or nothing was recorded later.
   */
  resumesAt: number | null;
}

/** What a window must know all of; single vehicles are kept for a shorter time. */
const NEEDED = ["segments", "devices", "figures", "abnormal"] as const;

/**
 * What was live from `fromMs` to `toMs`, as it was known then. The state holds every change that had been published at
 * `fromMs`; what came late is in it only from when it came.
 */
export async function readReplayWindow(
  ctx: ServiceContext,
  input: z.input<typeof replayWindowInputSchema>,
): Promise<ReplayAnswer> {
  const actor = requirePermission(ctx.actor, "city.read");
  requirePermission(actor, "traffic.read");
  requirePermission(actor, "device.read");
  const range = replayWindowInputSchema.parse(input);
  const mayVehicles = actor.type === "system" || hasPermission(actor.role, "vehicle_history.read");
  const { pool } = ctx;
  const [span, segments, devices, figures, abnormal, vehicles] = await Promise.all([
    readRecordedSpan(pool),
    readReplayChannel(pool, "segments", range),
    readReplayChannel(pool, "devices", range),
    readReplayChannel(pool, "figures", range),
    readReplayChannel(pool, "abnormal", range),
    mayVehicles ? readReplayChannel(pool, "vehicles", range) : null,
  ]);
  if (!segments || !devices || !figures || !abnormal) {
    return { span, mayVehicles, window: null, resumesAt: await readResumption(pool, NEEDED, range.fromMs) };
  }
  const ends = [segments, devices, figures, abnormal].map(({ knownToMs }) => knownToMs);
  const neededToMs = Math.min(range.toMs, ...ends);
  // Vehicles are stored last: a window ends with them, but they hold nothing up where there are none.
  const vehiclesToMs = vehicles && vehicles.knownToMs > range.fromMs ? vehicles.knownToMs : neededToMs;
  const knownToMs = Math.min(neededToMs, vehiclesToMs);
  const isAtEnd = knownToMs === neededToMs && neededToMs < range.toMs;
  // What one channel tells beyond the end of another comes with the next window.
  const coarse = <Item extends { id: string }>(channel: ReplayChannel<Item>): ReplayChannel<Item> => ({
    ...channel,
    changes: coalesceChanges(
      channel.changes.filter(({ at }) => at <= knownToMs),
      range.stepMs,
    ),
  });
  return {
    span,
    mayVehicles,
    resumesAt: isAtEnd ? await readResumption(pool, NEEDED, knownToMs) : null,
    window: {
      fromMs: range.fromMs,
      knownToMs,
      segments: coarse(segments),
      devices: coarse(devices),
      figures: coarse(figures),
      abnormal: coarse(abnormal),
      vehicles: vehicles && coarse(vehicles),
    },
  };
}
