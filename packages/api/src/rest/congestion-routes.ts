import { ANOMALY_REASONS, type Anomaly } from "@arterial/domain/traffic/anomaly";
import { type Bottleneck, bottleneckSchema } from "@arterial/domain/traffic/bottleneck";
import { CONGESTION_CLASSES } from "@arterial/domain/traffic/congestion-class";
import { type Queue, queueSchema, queueStateSchema } from "@arterial/domain/traffic/queue";
import { z } from "zod";
import { getQueueGrowth, queueIdSchema } from "../traffic/get-queue.ts";
import { segmentIdSchema } from "../traffic/get-segment.ts";
import { listAnomalies, listBottlenecks, listQueues } from "../traffic/list-congestion.ts";
import {
  cursorSchema,
  decodeCursor,
  encodeCursor,
  flagSchema,
  isoSchema,
  limitSchema,
  pageOf,
  pageSchema,
  rangeShape,
  toIso,
  toIsoOrNull,
} from "./fields.ts";
import { defineRoute } from "./route.ts";

const listShape = {
  isOpen: flagSchema.optional(),
  ...rangeShape,
  limit: limitSchema,
  cursor: cursorSchema.optional(),
};
const twoPartKeySchema = z.tuple([z.number(), z.string()]);

const queueItemSchema = queueSchema.extend({
  startedAt: isoSchema,
  peakAt: isoSchema,
  endedAt: isoSchema.nullable(),
  state: queueStateSchema.extend({ at: isoSchema }),
});

const queuesRoute = defineRoute({
  path: "/queues",
  operationId: "listQueues",
  summary: "Queues by the time at which they began, newest first; each as it was when last seen",
  role: "viewer",
  input: z.object(listShape),
  output: pageSchema(queueItemSchema),
  async answer(ctx, { isOpen, from, to, limit, cursor }) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, twoPartKeySchema);
    const queues = await listQueues(ctx, { isOpen, fromMs: from, toMs: to, limit: limit + 1, after });
    const { rows, nextCursor } = pageOf(queues, limit, (queue) => encodeCursor([queue.startedAt, queue.id]));
    return { items: rows.map(toQueueItem), nextCursor };
  },
});

const queueRoute = defineRoute({
  path: "/queues/{id}",
  operationId: "getQueue",
  summary: "One queue with its length, growth, vehicles and delay in every minute",
  role: "viewer",
  input: z.object({ id: queueIdSchema }),
  output: z.object({
    queue: queueItemSchema,
    growth: z.array(
      z.object({
        at: isoSchema,
        lengthM: z.number(),
        growthMPerMin: z.number(),
        vehicles: z.number(),
        speedKmh: z.number().nullable(),
        delayVehH: z.number(),
      }),
    ),
    corridor: z.array(
      z.object({
        segment: z.string(),
        lengthM: z.number(),
        congestionClass: z.enum(CONGESTION_CLASSES),
        part: z.enum(["behind", "queue", "ahead"]),
        from: z.string().meta({ description: "junction at the start of the segment" }),
      }),
    ),
  }),
  async answer(ctx, { id }) {
    const { queue, growth, corridor } = await getQueueGrowth(ctx, { id });
    return {
      queue: toQueueItem(queue),
      growth: growth.map(({ t, ...point }) => ({ at: toIso(t), ...point })),
      corridor: corridor.map(({ id: segment, ...piece }) => ({ segment, ...piece })),
    };
  },
});

const bottleneckItemSchema = bottleneckSchema.extend({
  startedAt: isoSchema,
  lastAt: isoSchema,
  endedAt: isoSchema.nullable(),
});

const bottlenecksRoute = defineRoute({
  path: "/bottlenecks",
  operationId: "listBottlenecks",
  summary: "Bottlenecks by the definition of Chen, Skabardonis and Varaiya, newest first",
  role: "viewer",
  input: z.object(listShape),
  output: pageSchema(bottleneckItemSchema),
  async answer(ctx, { isOpen, from, to, limit, cursor }) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, twoPartKeySchema);
    const found = await listBottlenecks(ctx, { isOpen, fromMs: from, toMs: to, limit: limit + 1, after });
    const { rows, nextCursor } = pageOf(found, limit, ({ startedAt, id }) => encodeCursor([startedAt, id]));
    return { items: rows.map(toBottleneckItem), nextCursor };
  },
});

const anomalyItemSchema = z.object({
  segment: z.string(),
  reason: z.enum(ANOMALY_REASONS),
  startedAt: isoSchema,
  endedAt: isoSchema.nullable(),
  score: z.number().meta({ description: "robust standard deviations from the median; negative below" }),
  peakScore: z.number(),
  value: z.number(),
  median: z.number(),
  mad: z.number().meta({ description: "median absolute deviation of the hour of the week" }),
});

const anomaliesRoute = defineRoute({
  path: "/anomalies",
  operationId: "listAnomalies",
  summary: "Traffic far from the baseline of its hour of the week, newest first",
  role: "viewer",
  input: z.object({ segment: segmentIdSchema.optional(), ...listShape }),
  output: pageSchema(anomalyItemSchema),
  async answer(ctx, { segment, isOpen, from, to, limit, cursor }) {
    const keySchema = z.tuple([z.number(), z.string(), z.string()]);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, keySchema);
    const query = { segmentId: segment, isOpen, fromMs: from, toMs: to, limit: limit + 1, after };
    const { rows, nextCursor } = pageOf(await listAnomalies(ctx, query), limit, (anomaly) =>
      encodeCursor([anomaly.startedAt, anomaly.segmentId, anomaly.reason]),
    );
    return { items: rows.map(toAnomalyItem), nextCursor };
  },
});

function toQueueItem(queue: Queue): z.input<typeof queueItemSchema> {
  const { startedAt, peakAt, endedAt, state } = queue;
  return {
    ...queue,
    startedAt: toIso(startedAt),
    peakAt: toIso(peakAt),
    endedAt: toIsoOrNull(endedAt),
    state: { ...state, at: toIso(state.at) },
  };
}

function toBottleneckItem(bottleneck: Bottleneck): z.input<typeof bottleneckItemSchema> {
  const { startedAt, lastAt, endedAt } = bottleneck;
  return { ...bottleneck, startedAt: toIso(startedAt), lastAt: toIso(lastAt), endedAt: toIsoOrNull(endedAt) };
}

function toAnomalyItem({
  segmentId,
  startedAt,
  endedAt,
  ...rest
}: Anomaly): z.input<typeof anomalyItemSchema> {
  return { segment: segmentId, startedAt: toIso(startedAt), endedAt: toIsoOrNull(endedAt), ...rest };
}

export const CONGESTION_ROUTES = [queuesRoute, queueRoute, bottlenecksRoute, anomaliesRoute];
