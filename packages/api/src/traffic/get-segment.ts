import { readSegments, type StoredSegment } from "@arterial/db/city/read-city";
import { findDevices } from "@arterial/db/city/read-devices";
import { readSegmentFreeFlow } from "@arterial/db/timeseries/traffic/read-free-flow";
import { readSegmentMetrics } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import { readSegmentTypical } from "@arterial/db/timeseries/typical-range";
import type { DeviceKind } from "@arterial/domain/device-kind";
import { createHourOfWeek } from "@arterial/domain/time/hour-of-week";
import type { FreeFlowSource, SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { cityTimeZone } from "../history/typical-series.ts";

export const segmentIdSchema = z.string().min(1).max(128);
export const getSegmentInputSchema = z.object({
  id: segmentIdSchema,
  /** The moment that is looked at, epoch ms; now when absent. */
  atMs: z.number().int().min(0).optional(),
});

interface Range {
  p15: number;
  p50: number;
  p85: number;
}

/** One segment, what is on it, and what is typical for it in the hour of the week that is looked at. */
export interface SegmentView {
  segment: StoredSegment;
  freeFlow: { kmh: number; source: FreeFlowSource };
  latest: SegmentMetric | null;
  devices: { id: string; kind: DeviceKind; name: string }[];
  typicalNow: { speedKmh: Range; flowVph: Range } | null;
}

/** How old the newest window may be to be shown as what is now, ms. */
const LATEST_MS = 15 * 60 * 1000;

/** One segment with its state. Throws NotFoundError. */
export async function getSegment(
  ctx: ServiceContext,
  input: z.input<typeof getSegmentInputSchema>,
): Promise<SegmentView> {
  requirePermission(ctx.actor, "traffic.read");
  const { id, atMs } = getSegmentInputSchema.parse(input);
  const [segment] = await readSegments(ctx.pool, [id]);
  if (segment === undefined) throw new NotFoundError("segment", id);
  const nowMs = atMs ?? ctx.now();
  const range = { segmentId: id, sizeS: 60, fromMs: nowMs - LATEST_MS, toMs: nowMs + 60_000 } as const;
  const [metrics, freeFlow, devices, typicalNow] = await Promise.all([
    readSegmentMetrics(ctx.pool, range),
    readSegmentFreeFlow(ctx.pool, id),
    findDevices(ctx.pool, { segmentIds: [id] }),
    readTypicalAt(ctx, id, nowMs),
  ]);
  return {
    segment,
    freeFlow: freeFlow ?? { kmh: segment.speedLimitKmh, source: "posted" },
    latest: metrics.at(-1) ?? null,
    devices: devices.map(({ id: deviceId, kind, name }) => ({ id: deviceId, kind, name })),
    typicalNow,
  };
}

async function readTypicalAt(
  ctx: ServiceContext,
  segmentId: string,
  atMs: number,
): Promise<SegmentView["typicalNow"]> {
  const [speeds, flows, timeZone] = await Promise.all([
    readSegmentTypical(ctx.pool, { segmentId, metric: "speed_kmh" }),
    readSegmentTypical(ctx.pool, { segmentId, metric: "flow_vph" }),
    cityTimeZone(ctx.pool),
  ]);
  const hour = createHourOfWeek(timeZone)(atMs);
  const speed = speeds.find((range) => range.hourOfWeek === hour);
  const flow = flows.find((range) => range.hourOfWeek === hour);
  if (speed === undefined || flow === undefined) return null;
  return { speedKmh: toRange(speed), flowVph: toRange(flow) };
}

function toRange({ p15, p50, p85 }: Range): Range {
  return { p15, p50, p85 };
}
