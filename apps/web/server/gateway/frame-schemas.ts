import { DEVICE_KINDS } from "@arterial/domain/device-kind";
import { qualitySharesSchema } from "@arterial/domain/quality/quality-shares";
import { CONGESTION_CLASSES } from "@arterial/domain/traffic/congestion-class";
import { queueSchema } from "@arterial/domain/traffic/queue";
import { z } from "zod";

/** Frames as they come from the live store; what does not fit is left out and counted. */
const at = z.number();
const text = z.string().max(256);

export const vehiclesFrameSchema = z.object({
  at,
  vehicles: z.array(
    z.object({
      id: text,
      ts: z.number(),
      lon: z.number().min(-180).max(180),
      lat: z.number().min(-90).max(90),
      speedKmh: z.number(),
      headingDeg: z.number(),
      segmentId: text.nullable(),
    }),
  ),
  gone: z.array(text),
});

export const liveSegmentSchema = z.object({
  id: text,
  startAt: z.number(),
  speedKmh: z.number().nullable(),
  flowVph: z.number(),
  densityVpkm: z.number(),
  occupancy: z.number().nullable(),
  ratio: z.number().nullable(),
  freeFlowKmh: z.number(),
  congestionClass: z.enum(CONGESTION_CLASSES),
  vehicles: z.number(),
  observed: z.number(),
});

export const liveDeviceSchema = z.object({
  id: text,
  kind: z.enum(DEVICE_KINDS),
  ts: z.number(),
  receivedAt: z.number(),
  values: z.record(z.string(), z.unknown()),
});

const figureSchema = z.object({
  id: z.enum([
    "travelTimeIndex",
    "spaceMeanSpeed",
    "congestedLength",
    "delay",
    "vehicles",
    "air",
    "parking",
    "weather",
  ]),
  value: z.number().nullable(),
  typical: z.object({ low: z.number(), high: z.number() }).nullable(),
  quality: z.object({
    used: z.number(),
    total: z.number(),
    basis: z.enum(["sensors", "segments", "sites", "stations", "vehicles"]),
    shares: qualitySharesSchema,
  }),
  newestAt: z.number().nullable(),
  trend: z.array(z.number().nullable()).max(240),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export const figuresFrameSchema = z.object({ at, figures: z.array(figureSchema) });

const severitySchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const abnormalItemSchema = z.object({
  id: text,
  severity: severitySchema,
  kind: z.enum([
    "congestion",
    "speed_below_typical",
    "flow_unusual",
    "air",
    "parking",
    "weather",
    "sensor_fault",
    "camera",
  ]),
  subject: z.object({ type: z.enum(["segment", "device"]), id: text }),
  point: z.tuple([z.number(), z.number()]),
  code: text,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  since: z.number(),
  segmentIds: z.array(text),
  queue: queueSchema.optional(),
  others: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
});
const unlistedPlaceSchema = z.object({
  point: z.tuple([z.number(), z.number()]),
  worstSeverity: severitySchema,
  count: z.number(),
});
export const abnormalFrameSchema = z.object({
  at,
  items: z.array(abnormalItemSchema),
  unlisted: z.array(unlistedPlaceSchema).default([]),
});

export const heartbeatFrameSchema = z.object({
  at,
  behindMs: z.number().nullable(),
  devicesFresh: z.number(),
  devicesTotal: z.number(),
  backfill: z.object({ doneRows: z.number(), totalRows: z.number() }).nullable(),
  unwell: z
    .array(z.object({ part: text, status: z.enum(["degraded", "down"]), detail: z.string().max(1_000) }))
    .default([]),
});
