import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import { DERIVED_TOPICS, OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import type { FreeFlow } from "@arterial/domain/traffic/free-flow";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { Started } from "@arterial/runtime/lifecycle";
import type { PipelineContext } from "../../../pipeline-context.ts";
import { retryDatabase } from "../../../sinks/retry-database.ts";
import { restoreSegmentMetrics } from "./restore-segment-metrics.ts";
import { createRoadMap, type RoadSegment } from "./road-map.ts";
import { createSegmentMetricsOperator, type SegmentMetricsOperator } from "./segment-metrics-operator.ts";
import type { TypicalTraffic } from "./to-segment-metric.ts";

export interface SegmentMetricsDeps
  extends Pick<
    PipelineContext,
    "env" | "clock" | "logger" | "metrics" | "pool" | "city" | "devices" | "log"
  > {
  freeFlowOf: (segment: RoadSegment) => FreeFlow;
  typicalOf: (segmentId: string) => TypicalTraffic | undefined;
  isTrusted: (deviceId: string) => boolean;
}

const ADVANCE_EVERY_MS = 1_000;

/**
 * Runs the segment metrics: positions and loop counts from the log, windows to the database and then to the topic of
 * segment metrics. Open windows are rebuilt before anything is read from the log.
 */
export async function startSegmentMetrics(
  deps: SegmentMetricsDeps,
): Promise<Started<Pick<SegmentMetricsOperator, "counts" | "preview">>> {
  const { clock, logger, city, log } = deps;
  let operator = createOperator(deps);
  await restore(deps, operator);
  city.onChange(() => {
    operator = createOperator(deps);
  });

  const subscription = log.subscribe({
    topics: [OBSERVATION_TOPICS.vehicle, OBSERVATION_TOPICS.traffic],
    group: "segment-metrics",
    isDurable: false,
    onBatch: async (records) => {
      const nowMs = clock.now();
      for (const { value } of records) {
        if (value.kind === "vehicle") operator.takeVehicle(value, nowMs);
        else operator.takeTraffic(value, nowMs);
      }
    },
  });
  const stopAdvancing = clock.every(ADVANCE_EVERY_MS, async () => {
    const closed = operator.advance(clock.now());
    if (closed.length === 0) return;
    await publish(deps, closed);
    logger.debug({ windows: closed.length }, "windows closed");
  });
  registerMetrics(deps, () => operator.counts());
  return {
    value: { counts: () => operator.counts(), preview: () => operator.preview() },
    stop: async () => {
      stopAdvancing();
      await subscription.stop();
    },
  };
}

function createOperator(deps: SegmentMetricsDeps): SegmentMetricsOperator {
  const { city, devices, freeFlowOf, typicalOf, isTrusted } = deps;
  return createSegmentMetricsOperator({
    road: createRoadMap(city.current()?.segments ?? []),
    deviceOf: (id) => devices.device(id),
    freeFlowOf,
    typicalOf,
    isTrusted,
  });
}

async function restore(deps: SegmentMetricsDeps, operator: SegmentMetricsOperator): Promise<void> {
  const feeds = deps.devices.devices().filter((device) => device.kind === "vehicle");
  const { positions, missed } = await restoreSegmentMetrics({
    pool: deps.pool,
    operator,
    vehicleFeedIds: feeds.map((device) => device.id),
    nowMs: deps.clock.now(),
  });
  if (positions === 0) return;
  await publish(deps, missed);
  deps.logger.info({ positions, windows: missed.length }, "open windows rebuilt");
}

/** To the database first: whoever reads the topic finds there what it was told of. */
async function publish(deps: SegmentMetricsDeps, metrics: readonly SegmentMetric[]): Promise<void> {
  const { env, clock, logger, pool, log } = deps;
  const retry = { clock, logger, giveUpAfterMs: env.DATABASE_WAIT_S * 1_000 };
  for (const sizeS of [60, 300] as const) {
    const ofSize = metrics.filter((metric) => metric.sizeS === sizeS);
    await retryDatabase(() => writeSegmentMetrics(pool, sizeS, ofSize), retry);
  }
  await log.append(
    DERIVED_TOPICS.segmentMetrics,
    metrics.map((metric) => ({ key: metric.segmentId, value: metric, timestampMs: metric.startAt })),
  );
}

function registerMetrics({ metrics }: SegmentMetricsDeps, counts: SegmentMetricsOperator["counts"]): void {
  metrics.gauge({
    name: "arterial_late_readings",
    help: "Readings that came too late for their one-minute window, since the start",
    collect: () => counts().lateReadings,
  });
  metrics.gauge({
    name: "arterial_readings_on_unknown_segments",
    help: "Vehicle positions that named a segment the city has not, since the start",
    collect: () => counts().unknownSegments,
  });
}
