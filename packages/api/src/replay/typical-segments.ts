import { readSegmentProfilesAt } from "@arterial/db/timeseries/traffic/profile";
import { createHourOfWeek } from "@arterial/domain/time/hour-of-week";
import { classOfRatio } from "@arterial/domain/traffic/congestion";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { cityTimeZone } from "../history/typical-series.ts";

export const typicalHourInputSchema = z.object({ atMs: z.number().int().min(0) });

/** What is typical for one segment in an hour of the week. */
export interface TypicalSegment {
  id: string;
  /** Median of speed by free flow. */
  ratio: number;
  congestionClass: CongestionClass;
  /** Median; null where only the ratio is known. */
  speedKmh: number | null;
  /** Quarter-hours that this rests on. */
  samples: number;
}

/** The network as it typically is in the hour of the week of `atMs`. */
export async function listTypicalSegments(
  ctx: ServiceContext,
  input: z.input<typeof typicalHourInputSchema>,
): Promise<TypicalSegment[]> {
  requirePermission(ctx.actor, "traffic.read");
  const { atMs } = typicalHourInputSchema.parse(input);
  const hourOfWeek = createHourOfWeek(await cityTimeZone(ctx.pool))(atMs);
  const [ratios, speeds] = await Promise.all([
    readSegmentProfilesAt(ctx.pool, { metric: "ratio", hourOfWeek }),
    readSegmentProfilesAt(ctx.pool, { metric: "speed_kmh", hourOfWeek }),
  ]);
  return [...ratios.values()].map(({ segmentId, p50, samples }) => ({
    id: segmentId,
    ratio: p50,
    congestionClass: classOfRatio(p50),
    speedKmh: speeds.get(segmentId)?.p50 ?? null,
    samples,
  }));
}
