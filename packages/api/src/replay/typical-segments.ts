import { readSegmentProfilesAt } from "@arterial/db/timeseries/traffic/profile";
import { createHourOfWeek } from "@arterial/domain/time/hour-of-week";
import { classOfRatio } from "@arterial/domain/traffic/congestion";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { cityTimeZone } from "../history/typical-series.ts";

export const typicalSegmentsInputSchema = z.object({ atMs: z.number().int().min(0) });

/** What is typical for one segment in an hour of the week. */
export interface TypicalSegment {
  id: string;
  /** Median of speed by free flow. */
  ratio: number;
  congestionClass: CongestionClass;
}

/** The network as it typically is in the hour of the week of `atMs`. */
export async function listTypicalSegments(
  ctx: ServiceContext,
  input: z.input<typeof typicalSegmentsInputSchema>,
): Promise<TypicalSegment[]> {
  requirePermission(ctx.actor, "traffic.read");
  const { atMs } = typicalSegmentsInputSchema.parse(input);
  const hourOfWeek = createHourOfWeek(await cityTimeZone(ctx.pool))(atMs);
  const profiles = await readSegmentProfilesAt(ctx.pool, { metric: "ratio", hourOfWeek });
  return [...profiles.values()].map(({ segmentId, p50 }) => ({
    id: segmentId,
    ratio: p50,
    congestionClass: classOfRatio(p50),
  }));
}
