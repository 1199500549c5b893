import { readAnomalies, writeAnomalies } from "@arterial/db/timeseries/traffic/anomalies";
import { readBottlenecks, writeBottlenecks } from "@arterial/db/timeseries/traffic/bottlenecks";
import { readOpenQueues, writeQueues } from "@arterial/db/timeseries/traffic/queues";
import { readSegmentMetricsSince } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import { DERIVED_TOPICS } from "@arterial/domain/log-topic";
import type { Anomaly } from "@arterial/domain/traffic/anomaly";
import type { CongestionEvent, Queue } from "@arterial/domain/traffic/queue";
import type { Started } from "@arterial/runtime/lifecycle";
import type { PipelineContext } from "../../../pipeline-context.ts";
import { retryDatabase } from "../../../sinks/retry-database.ts";
import { type AnomalyTracker, type Baselines, createAnomalyTracker } from "./anomaly-tracker.ts";
import { type BottleneckTracker, createBottleneckTracker } from "./bottleneck-tracker.ts";
import { createQueueGraph } from "./queue-graph.ts";
import { createQueueTracker, type QueueTracker } from "./queue-tracker.ts";
import { createUnusual } from "./unusual-queue.ts";
import { createWindowCollector, type WindowCollector, type WindowSet } from "./window-collector.ts";

export interface CongestionDeps
  extends Pick<PipelineContext, "env" | "clock" | "logger" | "metrics" | "pool" | "city" | "log"> {
  baselines: Baselines;
}

/** Queues and anomalies as they are now. */
export interface CongestionNow {
  queues(): readonly Queue[];
  anomalies(): readonly Anomaly[];
}

const SETTLE_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;
/** Windows that were closed while nothing was running are gone through again, for as long. */
const CATCH_UP_MS = 15 * MINUTE_MS;
const MAX_OPEN = 10_000;

interface Trackers {
  queues: QueueTracker;
  bottlenecks: BottleneckTracker;
  anomalies: AnomalyTracker;
  collector: WindowCollector;
}

/**
 * Finds queues in the one-minute windows of all segments, bottlenecks and anomalies in the five-minute ones. To the
 * database first, then to the topic of congestion events. After a restart open ones are taken over and the windows since
 * then gone through.
 */
export async function startCongestion(deps: CongestionDeps): Promise<Started<CongestionNow>> {
  const { clock, city, log } = deps;
  let trackers = await restoreTrackers(deps);
  const stopFollowingCity = city.onChange(() => {
    trackers = createTrackers(deps, new Map());
  });
  const subscription = log.subscribe({
    topics: [DERIVED_TOPICS.segmentMetrics],
    group: "congestion",
    isDurable: false,
    onBatch: async (records) => {
      for (const { value } of records) trackers.collector.take(value, clock.now());
    },
  });
  const stopSettling = clock.every(SETTLE_EVERY_MS, async () => {
    for (const set of trackers.collector.settled(clock.now())) await takeSet(deps, trackers, set);
  });
  deps.metrics.gauge({
    name: "arterial_queues",
    help: "Queues that have not ended",
    collect: () => trackers.queues.current().length,
  });
  return {
    value: { queues: () => trackers.queues.current(), anomalies: () => trackers.anomalies.current() },
    stop: async () => {
      stopFollowingCity();
      await stopSettling();
      await subscription.stop();
    },
  };
}

async function takeSet(deps: CongestionDeps, trackers: Trackers, set: WindowSet): Promise<void> {
  const { env, clock, logger, pool, log } = deps;
  const retry = { clock, logger, giveUpAfterMs: env.DATABASE_WAIT_S * 1_000 };
  if (set.sizeS === 60) {
    const events = trackers.queues.take(set.startAt, set.metrics);
    await retryDatabase(
      () =>
        writeQueues(
          pool,
          events.map(({ queue }) => queue),
        ),
      retry,
    );
    await log.append(DERIVED_TOPICS.congestionEvents, events.map(toRecord));
    return;
  }
  const bottlenecks = trackers.bottlenecks.take(set.startAt, set.metrics);
  const anomalies = trackers.anomalies.take(set.startAt, set.metrics);
  await retryDatabase(() => writeBottlenecks(pool, bottlenecks), retry);
  await retryDatabase(() => writeAnomalies(pool, anomalies), retry);
}

function toRecord(event: CongestionEvent) {
  return { key: event.queue.id, value: event, timestampMs: event.queue.state.at };
}

function createTrackers(deps: CongestionDeps, doneUntil: ReadonlyMap<number, number>): Trackers {
  const graph = createQueueGraph(deps.city.current()?.segments ?? []);
  return {
    queues: createQueueTracker(graph, createUnusual(deps.baselines.speed)),
    bottlenecks: createBottleneckTracker(graph),
    anomalies: createAnomalyTracker(deps.baselines),
    collector: createWindowCollector(doneUntil),
  };
}

/** Open queues, bottlenecks and anomalies as stored, and the windows that closed since the last of them. */
async function restoreTrackers(deps: CongestionDeps): Promise<Trackers> {
  const { pool, clock, logger } = deps;
  const range = { isOpen: true, fromMs: 0, toMs: clock.now() + MINUTE_MS, limit: MAX_OPEN };
  const queues = await readOpenQueues(pool);
  const bottlenecks = await readBottlenecks(pool, range);
  const anomalies = await readAnomalies(pool, range);
  const sinceMs = clock.now() - CATCH_UP_MS;
  const lastMinute = Math.max(sinceMs, ...queues.map(({ state }) => state.at - MINUTE_MS));
  const lastPoint = Math.max(sinceMs, ...bottlenecks.map(({ lastAt }) => lastAt - 5 * MINUTE_MS));
  const doneUntil = new Map([
    [60, lastMinute],
    [300, lastPoint],
  ]);
  const trackers = createTrackers(deps, doneUntil);
  trackers.queues.restore(queues);
  trackers.bottlenecks.restore(bottlenecks);
  trackers.anomalies.restore(anomalies);
  for (const sizeS of [60, 300] as const) {
    const missed = await readSegmentMetricsSince(pool, { sizeS, sinceMs });
    for (const metric of missed) trackers.collector.take(metric, Number.NEGATIVE_INFINITY);
  }
  const sets = trackers.collector.settled(clock.now());
  for (const set of sets) await takeSet(deps, trackers, set);
  logger.info({ queues: queues.length, windows: sets.length }, "congestion rebuilt");
  return trackers;
}
