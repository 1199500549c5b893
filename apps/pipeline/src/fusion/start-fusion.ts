import { readAirHourlyMeans } from "@arterial/db/timeseries/air/read-hourly-means";
import { readCityFigures, writeCityFigures } from "@arterial/db/timeseries/figure/city-figures";
import { readLatestObservations } from "@arterial/db/timeseries/latest/read-latest";
import { readNewestSegmentMetrics } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import { DERIVED_TOPICS, OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { Started } from "@arterial/runtime/lifecycle";
import type { CongestionNow } from "../domains/traffic/congestion/start-congestion.ts";
import type { PipelineContext } from "../pipeline-context.ts";
import { createAbnormalNow, NOTHING_ABNORMAL } from "./abnormal-now.ts";
import { type CityNow, cityFigures, type FigureNow } from "./city-figures.ts";
import { createCityReadings } from "./city-readings.ts";
import { createFigureTrend, TREND_MINUTES } from "./figure-trend.ts";
import { createSegmentState, STATE_EXPIRES_MS } from "./segment-state.ts";
import type { SensorTrust } from "./sensor-health/start-sensor-health.ts";
import { startAir } from "./start-air.ts";
import type { TypicalNow } from "./typical-now.ts";

export interface FusionDeps
  extends Pick<PipelineContext, "clock" | "logger" | "pool" | "city" | "devices" | "log" | "publisher"> {
  typical: TypicalNow;
  trust: SensorTrust;
  congestion: CongestionNow;
  /** One-minute windows that are still open: shown until the first ones have closed. */
  preview: () => readonly SegmentMetric[];
}

const SEGMENTS_EVERY_MS = 1_000;
const FIGURES_EVERY_MS = 5_000;
/** By then the first whole minute has closed. */
const PREVIEW_FOR_MS = 130_000;
const MINUTE_MS = 60_000;

/**
 * Joins the domains into what the whole city is like now: the state of every segment once a second when it changed, the
 * figures of the strip and what is abnormal every five seconds. Reads topics, writes the live store and one row a minute
 * for each figure.
 */
export async function startFusion(deps: FusionDeps): Promise<Started<void>> {
  const { clock, log, pool, city, publisher } = deps;
  const startedAt = clock.now();
  const readings = createCityReadings(await readLatestObservations(pool));
  const segments = createSegmentState();
  segments.take(await readNewestSegmentMetrics(pool, { sizeS: 60, sinceMs: startedAt - STATE_EXPIRES_MS }));
  const subscription = log.subscribe({
    topics: [...Object.values(OBSERVATION_TOPICS), DERIVED_TOPICS.segmentMetrics],
    group: "fusion",
    isDurable: false,
    onBatch: async (records) => {
      for (const record of records) {
        if (record.topic === DERIVED_TOPICS.segmentMetrics) segments.take([record.value]);
        else readings.take(record.value);
      }
    },
  });
  const stopFollowingCity = city.onChange(() => segments.reset());
  const air = await startAir({ ...deps, readMeans: (fromMs) => readAirHourlyMeans(pool, fromMs) });
  const figures = await createFigures(deps);
  const abnormal = createAbnormalNow();

  async function sendFigures(): Promise<void> {
    if (clock.now() - startedAt < PREVIEW_FOR_MS) segments.takePreview(deps.preview());
    const now = createCityNow(deps, { readings, segments: segments.current(clock.now()), air: air.value() });
    await figures.send(now);
    const network = city.current();
    const list = network
      ? abnormal.update({
          ...now,
          network,
          queues: deps.congestion.queues(),
          anomalies: deps.congestion.anomalies(),
          faults: deps.trust.current(),
        })
      : NOTHING_ABNORMAL;
    await publisher.abnormal(list);
  }

  const stops = [
    stopFollowingCity,
    clock.every(SEGMENTS_EVERY_MS, () => publisher.segments(segments.changed(clock.now()))),
    clock.every(FIGURES_EVERY_MS, sendFigures),
    air.stop,
    () => subscription.stop(),
  ];
  return {
    value: undefined,
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}

function createCityNow(
  { clock, city, devices, trust }: FusionDeps,
  parts: Pick<CityNow, "readings" | "segments" | "air">,
): CityNow {
  const network = city.current();
  return {
    ...parts,
    nowMs: clock.now(),
    devices: devices.devices(),
    isTrusted: (id) => trust.faultOf(id) === undefined,
    lengthsM: new Map(network?.segments.map((segment) => [segment.id, segment.lengthM])),
    isFeedComplete: network?.isSimulated ?? false,
  };
}

/** Sends the figures with their past, and keeps one value a minute. */
async function createFigures({ pool, clock, logger, publisher, typical }: FusionDeps) {
  const trend = createFigureTrend();
  const startedAt = clock.now();
  const past = { fromMs: startedAt - TREND_MINUTES * MINUTE_MS, toMs: startedAt };
  for (const { figure, t, value } of await readCityFigures(pool, past)) trend.note(figure, t, value);
  let storedMinute = 0;

  async function store(nowMs: number, figures: readonly FigureNow[]): Promise<void> {
    const minute = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
    if (minute === storedMinute) return;
    const rows = figures.map(({ quality, ...figure }) => ({
      ...figure,
      used: quality.used,
      total: quality.total,
      shares: quality.shares,
    }));
    await writeCityFigures(pool, minute, rows);
    storedMinute = minute;
  }

  return {
    send: async (now: CityNow) => {
      const figures = cityFigures(now);
      for (const figure of figures) trend.note(figure.id, now.nowMs, figure.value);
      await publisher.figures(
        figures.map((figure) => {
          const range = typical.figure(figure.id);
          return {
            ...figure,
            typical: range ? { low: range.p15, high: range.p85 } : null,
            trend: trend.of(figure.id, now.nowMs),
          };
        }),
      );
      await store(now.nowMs, figures).catch((error: unknown) =>
        logger.warn({ err: error }, "figures not stored"),
      );
    },
  };
}
