import { createTestDatabase } from "@arterial/db/testing/test-database";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import type { CityNetwork, Segment } from "@arterial/domain/city/network";
import { DERIVED_TOPICS } from "@arterial/domain/log-topic";
import type { Spread } from "@arterial/domain/statistics/quantile";
import type { CongestionEvent } from "@arterial/domain/traffic/queue";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { createMemoryLog } from "@arterial/streams/memory-log";
import { startCityWatch } from "../../../city/city-watch.ts";
import { readPipelineEnv } from "../../../env.ts";
import type { PipelineLog, PipelineTopics } from "../../../topics.ts";
import { metricOf } from "./queue-road.fixture.ts";
import { startCongestion } from "./start-congestion.ts";

export const RUN_START = Date.parse("2026-07-01T12:00:00Z");
export const MINUTE_MS = 60_000;

/** Windows come this long after their minute has ended, ms. */
const CLOSED_AFTER_MS = 4_000;

const SPEED: Spread = { p15: 44, p50: 48, p85: 50, mad: 1, samples: 16 };

function cityOf(segments: readonly Segment[]): CityNetwork {
  return {
    name: "Road",
    timeZone: "Europe/Berlin",
    drivesOn: "right",
    isSimulated: true,
    segments: [...segments],
    junctions: [],
    landUse: [],
  };
}

/** A minute or five of every segment; those named are congested, those in `quiet` had too few vehicles for a speed. */
function windowsOf(
  segments: readonly Segment[],
  window: { startAt: number; sizeS?: 60 | 300; congested?: string; quiet?: string },
): SegmentMetric[] {
  const { startAt, sizeS = 60, congested = "", quiet = "" } = window;
  return segments.map((segment) => ({
    ...metricOf(segment, congested.includes(segment.id)),
    startAt,
    sizeS,
    ...(quiet.includes(segment.id) ? { vehicles: 2 } : {}),
  }));
}

function toRecord(metric: SegmentMetric) {
  return { key: metric.segmentId, value: metric, timestampMs: metric.startAt };
}

/** A log of one process; what it is told of queues is added to `events`. */
function openLog(events: CongestionEvent[]): PipelineLog {
  const log = createMemoryLog<PipelineTopics>({ onFailure: () => {} });
  log.subscribe({
    topics: [DERIVED_TOPICS.congestionEvents],
    group: "test",
    isDurable: true,
    onBatch: async (records) => void events.push(...records.map(({ value }) => value)),
  });
  return log;
}

/** Congestion over a database and a clock of its own, which is started and stopped as often as a test likes. */
export async function createCongestionRun(segments: readonly Segment[]) {
  const database = await createTestDatabase();
  const clock = createManualClock(RUN_START);
  const logger = createLogger({ name: "congestion", level: "silent" });
  const env = readPipelineEnv({ PIPELINE_DATABASE_URL: database.url });
  const events: CongestionEvent[] = [];
  let network = cityOf(segments);
  let importedAt = 1;
  let running: Awaited<ReturnType<typeof open>> | undefined;

  async function open() {
    const log = openLog(events);
    const city = await startCityWatch({
      loadNetwork: async () => network,
      loadImportedAt: async () => importedAt,
      clock,
      logger,
    });
    const congestion = await startCongestion({
      env,
      clock,
      logger,
      log,
      metrics: createMetrics(),
      pool: database.pool,
      city: city.value,
      baselines: { speed: () => SPEED, flow: () => undefined },
    });
    return { log, city, congestion };
  }

  return {
    database,
    clock,
    events,
    now: () => running?.congestion.value,
    start: async () => {
      running = await open();
    },
    stop: async () => {
      await running?.congestion.stop();
      await running?.city.stop();
      await running?.log.close();
      running = undefined;
    },
    importCity: (next: readonly Segment[]) => {
      network = cityOf(next);
      importedAt += 1;
    },
    /** Stores windows as they close, tells them if somebody runs, and lets the time until the next ones pass. */
    close: async (window: Parameters<typeof windowsOf>[1], options: { isTold?: boolean } = {}) => {
      const windows = windowsOf(network.segments, window);
      const closedAt = window.startAt + (window.sizeS ?? 60) * 1_000 + CLOSED_AFTER_MS;
      await clock.advance(Math.max(0, closedAt - clock.now()));
      await writeSegmentMetrics(database.pool, window.sizeS ?? 60, windows);
      if (options.isTold !== false) {
        await running?.log.append(DERIVED_TOPICS.segmentMetrics, windows.map(toRecord));
      }
      await clock.advance(5_000);
    },
    /** Rows of a table of the time series, oldest first. */
    rows: async (table: "queue" | "anomaly" | "bottleneck") => {
      const { rows } = await database.pool.query(`select * from timeseries.${table} order by started_at`);
      return rows;
    },
  };
}

export type CongestionRun = Awaited<ReturnType<typeof createCongestionRun>>;
