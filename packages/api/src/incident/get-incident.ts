import { findDevices } from "@arterial/db/city/read-devices";
import { type IncidentEpisode, readEpisodesOf } from "@arterial/db/timeseries/incident/episodes";
import { bestSight } from "@arterial/domain/camera/camera-view";
import type { LonLat } from "@arterial/domain/city/network";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { delayCost } from "@arterial/domain/traffic/delay-cost";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { listNotes } from "../note/list-notes.ts";
import { lastKnownItem } from "./last-known-item.ts";
import { type GrowthPoint, growthKnownAt, growthUntilNow } from "./queue-growth.ts";
import { listSimilarCases, type SimilarCase } from "./similar-cases.ts";
import { incidentTimeline, type TimelineEvent } from "./timeline.ts";

export const getIncidentInputSchema = z.object({
  id: z.string().min(1).max(250),
  /** The moment that is looked at, epoch ms; now when absent. Nothing that became known later is told. */
  atMs: z.number().int().min(0).optional(),
});

/** A camera near an incident. */
export interface IncidentCamera {
  id: string;
  name: string;
  distanceM: number;
  headingDeg: number | null;
  isInView: boolean;
}

/** An incident as it was known at a moment; times are epoch ms. */
export interface IncidentView {
  /** As it was known last: at the moment, or before it left the list. */
  item: AbnormalItem;
  knownAt: number;
  /** When it left the list; null while it is on it. */
  goneAt: number | null;
  growth: GrowthPoint[];
  delay: {
    vehicleHours: number;
    cost: { amount: number; currency: string; perVehicleHour: number } | null;
  } | null;
  cameras: IncidentCamera[];
  timeline: TimelineEvent[];
  similar: SimilarCase[];
}

const STAYS = 20;
/** Cameras that look elsewhere are told as far as this, m, and so many at most. */
const NEAR_M = 600;
const MAX_CAMERAS = 6;

/** One incident: what is known of it, what looks at it, and what was like it. Throws NotFoundError. */
export async function getIncident(
  ctx: ServiceContext,
  input: z.input<typeof getIncidentInputSchema>,
): Promise<IncidentView> {
  requirePermission(ctx.actor, "traffic.read");
  const { id, atMs } = getIncidentInputSchema.parse(input);
  const shownAt = atMs ?? ctx.now();
  const stays = await readEpisodesOf(ctx.pool, { id, atMs: shownAt, limit: STAYS });
  const [last] = stays;
  if (last === undefined) throw new NotFoundError("incident", id);
  const episode: IncidentEpisode = {
    ...last,
    goneAt: last.goneAt !== null && last.goneAt <= shownAt ? last.goneAt : null,
  };
  const item = await lastKnownItem(ctx, episode, atMs);
  const growth =
    atMs === undefined
      ? await growthUntilNow(ctx, episode)
      : await growthKnownAt(ctx, episode, { lastKnown: item, atMs });
  const [cameras, similar, notes] = await Promise.all([
    camerasOf(ctx, item),
    // Past ones are kept as they came: like is compared with like.
    listSimilarCases(ctx, episode),
    listNotes(ctx, { incidentId: id, atMs: shownAt }),
  ]);
  const shown = { ...episode, item };
  return {
    ...shown,
    growth,
    delay: delayOf(ctx, growth),
    cameras,
    timeline: incidentTimeline({ episode: shown, earlier: stays.slice(1), growth, notes }),
    similar,
  };
}

function delayOf(ctx: ServiceContext, growth: readonly GrowthPoint[]): IncidentView["delay"] {
  if (growth.length === 0) return null;
  const vehicleHours = growth.reduce((sum, { delayVehH }) => sum + delayVehH, 0);
  const { delayRate } = ctx;
  return { vehicleHours, cost: delayRate && { ...delayRate, amount: delayCost(vehicleHours, delayRate) } };
}

async function camerasOf(ctx: ServiceContext, item: AbnormalItem): Promise<IncidentCamera[]> {
  const ends: LonLat[] = item.queue ? [item.queue.state.headPoint, item.queue.state.tailPoint] : [];
  const points: LonLat[] = [item.point, ...ends];
  const cameras = await findDevices(ctx.pool, { kind: "camera" });
  return cameras
    .flatMap((camera) => {
      const sight = bestSight(camera, points);
      if (!sight || (!sight.isInView && sight.distanceM > NEAR_M)) return [];
      const { id, name, headingDeg } = camera;
      const { distanceM, isInView } = sight;
      return [{ id, name, distanceM, headingDeg: headingDeg ?? null, isInView }];
    })
    .sort((a, b) => Number(b.isInView) - Number(a.isInView) || a.distanceM - b.distanceM)
    .slice(0, MAX_CAMERAS);
}
