import { segmentSchema } from "@arterial/domain/city/network";
import { CONGESTION_CLASSES } from "@arterial/domain/traffic/congestion-class";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { z } from "zod";
import { segmentIdSchema } from "../traffic/get-segment.ts";
import { listSegments } from "../traffic/list-segments.ts";
import { readSegmentHistory } from "../traffic/segment-history.ts";
import {
  cursorSchema,
  decodeCursor,
  encodeCursor,
  instantSchema,
  isoSchema,
  limitSchema,
  pageOf,
  pageSchema,
  toIso,
} from "./fields.ts";
import { defineRoute } from "./route.ts";

const segmentItemSchema = segmentSchema.extend({ isBridge: z.boolean(), zoneId: z.string().optional() });

const listRoute = defineRoute({
  path: "/segments",
  operationId: "listSegments",
  summary: "Segments of the city by id",
  role: "viewer",
  input: z.object({ limit: limitSchema, cursor: cursorSchema.optional() }),
  output: pageSchema(segmentItemSchema),
  async answer(ctx, { limit, cursor }) {
    const [afterId] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.string()]));
    const segments = await listSegments(ctx);
    const following = segments.filter((segment) => afterId === undefined || segment.id > afterId);
    const { rows, nextCursor } = pageOf(following, limit, (segment) => encodeCursor([segment.id]));
    return { items: rows, nextCursor };
  },
});

const shareSchema = z.number().min(0).max(1);
const metricSchema = z.object({
  segment: z.string(),
  startAt: isoSchema,
  sizeS: z.number(),
  vehicleKm: z.number(),
  vehicleHours: z.number(),
  vehicles: z.number(),
  flowVph: z.number(),
  speedKmh: z.number().nullable().meta({ description: "space-mean speed; null when nothing moved there" }),
  densityVpkm: z.number(),
  occupancy: shareSchema.nullable(),
  freeFlowKmh: z.number(),
  freeFlowSource: z.enum(["measured", "posted"]),
  ratio: z.number().nullable(),
  congestionClass: z.enum(CONGESTION_CLASSES),
  quality: z.object({ observed: shareSchema, imputed: shareSchema, suspect: shareSchema }),
  isCorrected: z.boolean(),
});

const SIZES = { "60": 60, "300": 300, "900": 900 } as const;

const metricsRoute = defineRoute({
  path: "/segments/{id}/metrics",
  operationId: "listSegmentMetrics",
  summary: "Windows of one segment, oldest first; without a range, those of the last day",
  role: "viewer",
  input: z.object({
    id: segmentIdSchema,
    from: instantSchema.optional(),
    to: instantSchema.optional(),
    sizeS: z
      .enum(["60", "300", "900"])
      .transform((size) => SIZES[size])
      .default(300)
      .meta({ description: "window size, s; 300 by default" }),
    limit: limitSchema,
    cursor: cursorSchema.optional(),
  }),
  output: pageSchema(metricSchema),
  async answer(ctx, { id, from, to, sizeS, limit, cursor }) {
    const end = to ?? ctx.now() + sizeS * 1000;
    const [afterMs] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.number()]));
    const begin = afterMs === undefined ? (from ?? end - DAY_MS) : afterMs + 1;
    const metrics = await readSegmentHistory(ctx, { id, from: begin, to: end, sizeS });
    const { rows, nextCursor } = pageOf(metrics, limit, (metric) => encodeCursor([metric.startAt]));
    return { items: rows.map(toItem), nextCursor };
  },
});

const DAY_MS = 24 * 60 * 60 * 1000;

function toItem({ segmentId, startAt, ...metric }: SegmentMetric): z.input<typeof metricSchema> {
  return { segment: segmentId, startAt: toIso(startAt), ...metric };
}

export const SEGMENT_ROUTES = [listRoute, metricsRoute];
