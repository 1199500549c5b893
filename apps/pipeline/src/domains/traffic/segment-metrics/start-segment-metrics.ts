import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import { DERIVED_TOPICS, OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import type { Observation } from "@arterial/domain/observation";
import type { FreeFlow } from "@arterial/domain/traffic/free-flow";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { Started } from "@arterial/runtime/lifecycle";
import type { GaugeMetric } from "@arterial/runtime/metrics";
import type { PipelineContext } from "../../../pipeline-context.ts";
import { retryDatabase } from "../../../sinks/retry-database.ts";
import { isSameRoad } from "../is-same-road.ts";
import { createInOrderOfReceipt } from "./in-order-of-receipt.ts";
import { createLogTime } from "./log-time.ts";
import { planRebuild, type RebuildPlan } from "./plan-rebuild.ts";
import { restoreSegmentMetrics } from "./restore-segment-metrics.ts";
import { createRoadMap, type RoadSegment } from "./road-map.ts";
import { createSegmentMetricsOperator, type SegmentMetricsOperator } from "./segment-metrics-operator.ts";
import { createTakenWindows, type TakenWindows } from "./taken-windows.ts";
import type { TypicalTraffic } from "./to-segment-metric.ts";

export interface SegmentMetricsDeps
  extends Pick<
    PipelineContext,
    "env" | "clock" | "logger" | "metrics" | "pool" | "city" | "devices" | "log"
  > {
  freeFlowOf: (segment: RoadSegment) => FreeFlow;
  typicalOf: (segmentId: string) => TypicalTraffic | undefined;
  /** Who watches the loops: it sees each reading before that is counted. */
  trust: {
    takeTraffic(observation: Observation<"traffic">): void;
    isTrustedAt(deviceId: string, times: { ts: number; receivedAt: number }): boolean;
  };
}

const ADVANCE_EVERY_MS = 1_000;
/** A log that got nothing for this long, by its own clock, lets its time pass without records. */
const LOG_QUIET_MS = 5_000;

/**
 * Runs the segment metrics: positions and loop counts from the log, windows to the database and then to the topic of
 * segment metrics. Open windows are rebuilt first: from a log that keeps its records, else from what is stored.
 */
export async function startSegmentMetrics(
  deps: SegmentMetricsDeps,
): Promise<Started<Pick<SegmentMetricsOperator, "counts" | "preview">>> {
  const { clock, city, log, pool } = deps;
  const plan = log.isKept ? await planRebuild(pool, clock.now()) : undefined;
  const operators = createOperators(deps, plan);
  if (plan) operators.current().restoreClasses(plan.decided);
  else await restore(deps, operators.current());
  const stopFollowingCity = city.onChange(operators.followCity);
  // What was imported while the windows were rebuilt was told to nobody.
  operators.followCity();
  const time = createLogTime({
    advance: (nowMs) => operators.current().advance(nowMs),
    publish: (closed) => publish(deps, closed, operators.knownUntil()),
  });

  const loops = createInOrderOfReceipt((reading, appendedAt) => {
    deps.trust.takeTraffic(reading);
    operators.current().takeTraffic(reading, appendedAt);
  });
  const passTo = (toMs: number) => {
    loops.release(clock.now());
    return time.passTo(toMs);
  };

  let lastAppendedAt = Number.NEGATIVE_INFINITY;
  let turn: Promise<void> = Promise.resolve();
  async function passQuietTime(untilMs: number): Promise<void> {
    if (untilMs - lastAppendedAt >= LOG_QUIET_MS) await passTo(untilMs);
  }

  const subscription = log.subscribe({
    topics: [OBSERVATION_TOPICS.vehicle, OBSERVATION_TOPICS.traffic],
    group: "segment-metrics",
    isDurable: false,
    ...(plan ? { fromMs: plan.fromMs, onCompleteUntil: passQuietTime } : {}),
    onBatch: (records) => {
      turn = turn.then(async () => {
        for (const { value, appendedAt = clock.now() } of records) {
          loops.release(value.receivedAt);
          await time.passTo(appendedAt);
          if (value.kind === "vehicle") operators.current().takeVehicle(value, appendedAt);
          else loops.take(value, appendedAt);
          lastAppendedAt = appendedAt;
        }
      });
      return turn;
    },
  });
  const stopAdvancing = log.isKept
    ? () => {}
    : clock.every(ADVANCE_EVERY_MS, () => {
        turn = turn.then(() => passTo(clock.now()));
        return turn;
      });
  const counts = () => operators.current().counts();
  const gauges = registerMetrics(deps, counts);
  return {
    value: { counts, preview: () => operators.current().preview() },
    stop: async () => {
      for (const gauge of gauges) gauge.unregister();
      stopFollowingCity();
      await stopAdvancing();
      await subscription.stop();
    },
  };
}

/** The operator of the present network, and another one when that has changed; each gives out windows of its own. */
function createOperators(deps: SegmentMetricsDeps, plan: RebuildPlan | undefined) {
  const segmentsNow = () => deps.city.current()?.segments ?? [];
  const taken = createTakenWindows(plan?.firstWindowAt);
  let segments = segmentsNow();
  let operator = createOperator(deps, taken.isTaken);
  let knownUntil = plan?.knownUntil;
  return {
    current: () => operator,
    /** End of the windows that were told of before the start. */
    knownUntil: () => knownUntil,
    followCity(): void {
      if (isSameRoad(segments, segmentsNow())) return;
      taken.followCity(segments, segmentsNow(), operator.counts().watermarkAt);
      segments = segmentsNow();
      operator = createOperator(deps, taken.isTaken);
      knownUntil = undefined;
    },
  };
}

function createOperator(deps: SegmentMetricsDeps, isTaken: TakenWindows["isTaken"]): SegmentMetricsOperator {
  const { env, city, devices, freeFlowOf, typicalOf, trust } = deps;
  return createSegmentMetricsOperator({
    road: createRoadMap(city.current()?.segments ?? []),
    deviceOf: (id) => devices.device(id),
    freeFlowOf,
    typicalOf,
    isTrusted: ({ deviceId, receivedAt, reading }) =>
      trust.isTrustedAt(deviceId, { ts: reading.ts, receivedAt }),
    idleMs: env.WINDOW_IDLE_S * 1_000,
    isTaken,
  });
}

async function restore(deps: SegmentMetricsDeps, operator: SegmentMetricsOperator): Promise<void> {
  const feeds = deps.devices.devices().filter((device) => device.kind === "vehicle");
  const { readings, missed } = await restoreSegmentMetrics({
    pool: deps.pool,
    operator,
    vehicleFeedIds: feeds.map((device) => device.id),
    nowMs: deps.clock.now(),
  });
  if (readings === 0) return;
  await publish(deps, missed);
  deps.logger.info({ readings, windows: missed.length }, "open windows rebuilt");
}

/** To the database first: whoever reads the topic finds there what it was told of. */
async function publish(
  deps: SegmentMetricsDeps,
  metrics: readonly SegmentMetric[],
  knownUntil = Number.NEGATIVE_INFINITY,
): Promise<void> {
  const { env, clock, logger, pool, log } = deps;
  const retry = { clock, logger, giveUpAfterMs: env.DATABASE_WAIT_S * 1_000 };
  for (const sizeS of [60, 300] as const) {
    const ofSize = metrics.filter((metric) => metric.sizeS === sizeS);
    await retryDatabase(() => writeSegmentMetrics(pool, sizeS, ofSize), retry);
  }
  const news = metrics.filter(
    ({ startAt, sizeS, isCorrected }) => startAt + sizeS * 1_000 > knownUntil || isCorrected,
  );
  await log.append(
    DERIVED_TOPICS.segmentMetrics,
    news.map((metric) => ({ key: metric.segmentId, value: metric, timestampMs: metric.startAt })),
  );
  logger.debug({ windows: metrics.length }, "windows closed");
}

function registerMetrics(
  { metrics }: SegmentMetricsDeps,
  counts: SegmentMetricsOperator["counts"],
): readonly GaugeMetric[] {
  const late = metrics.gauge({
    name: "arterial_late_readings",
    help: "Readings that came too late for their one-minute window, since the start",
    collect: () => counts().lateReadings,
  });
  const unknown = metrics.gauge({
    name: "arterial_readings_on_unknown_segments",
    help: "Vehicle positions that named a segment the city has not, since the start",
    collect: () => counts().unknownSegments,
  });
  return [late, unknown];
}
