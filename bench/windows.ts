import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRoadMap } from "../apps/pipeline/src/domains/traffic/segment-metrics/road-map.ts";
import { createSegmentMetricsOperator } from "../apps/pipeline/src/domains/traffic/segment-metrics/segment-metrics-operator.ts";
import type { Device } from "../packages/domain/src/device-kind.ts";
import type { Observation } from "../packages/domain/src/observation.ts";
import type { SegmentMetric } from "../packages/domain/src/traffic/segment-metric.ts";
import { SEGMENT_WINDOWS } from "../packages/domain/src/traffic/window-definitions.ts";
import { benchCity } from "./load/bench-city.ts";
import { benchDevices, FLEET_SIZE } from "./load/fleet.ts";
import { atLeast, type Bar, type BenchmarkResult, type PeerFigure } from "./report/benchmark.ts";
import { createSeries, type Series } from "./setup/series.ts";
import { type GroupedWindow, type Grouping, openGrouping } from "./windows/group-in-duckdb.ts";
import { KAFKA_STREAMS_VERSION, type KafkaStreamsRound, runKafkaStreams } from "./windows/kafka-streams.ts";
import { readLoopFile, writeLoopFile } from "./windows/loop-file.ts";

export const summary =
  "events a second and core of the segment windows, equal to DuckDB's GROUP BY of the same file";

const UNIT = "events/s and core";
const ROUNDS = 5;
const PEER_ROUNDS = 3;
const MINUTES = 20;
const READINGS = FLEET_SIZE.traffic * 60 * MINUTES;
const START_AT = Date.UTC(2026, 5, 1, 8);
const SIZES_MS = [SEGMENT_WINDOWS.minute.sizeMs, SEGMENT_WINDOWS.fiveMinutes.sizeMs];
const AFTER_ALL_MS = 30 * 60_000;
/** Flow passes through distance and time on its way; everything else is the same to the bit. */
const FLOW_PRECISION = 1e-12;

const road = createRoadMap(benchCity().segments);
const devices = new Map(benchDevices().map((device) => [device.id, device as Device]));

/** The operator over all events, its clock a second further whenever the events are. */
function runWindows(events: readonly Observation<"traffic">[]): SegmentMetric[] {
  const operator = createSegmentMetricsOperator({
    road,
    deviceOf: (id) => devices.get(id),
    freeFlowOf: (segment) => ({ kmh: segment.speedLimitKmh, source: "posted", samples: 0 }),
  });
  const metrics: SegmentMetric[] = [];
  let nowMs = START_AT;
  for (const event of events) {
    operator.takeTraffic(event, nowMs);
    if (event.reading.ts < nowMs + 1_000) continue;
    nowMs = event.reading.ts;
    for (const metric of operator.advance(nowMs)) metrics.push(metric);
  }
  for (const metric of operator.advance(nowMs + AFTER_ALL_MS)) metrics.push(metric);
  const { lateReadings } = operator.counts();
  if (lateReadings > 0) throw new Error(`${lateReadings} readings were late`);
  return metrics;
}

function isSame(metric: SegmentMetric, window: GroupedWindow): boolean {
  const { milliVehicles, periodMs, coveredUs, paceUs } = window;
  const lanes = road.segment(metric.segmentId)?.lanes ?? 0;
  const flowVph = ((milliVehicles * 3_600) / periodMs) * lanes;
  return (
    metric.occupancy === coveredUs / 1_000 / periodMs &&
    metric.speedKmh === ((milliVehicles / 1_000) * 3.6e9) / paceUs &&
    Math.abs(metric.flowVph / flowVph - 1) < FLOW_PRECISION
  );
}

/** Throws unless the operator gave exactly the windows of the query, with its values; corrected ones count as last given. */
function compare(
  metrics: readonly SegmentMetric[],
  sizeMs: number,
  windows: readonly GroupedWindow[],
): number {
  const ours = metrics.filter(({ sizeS, occupancy }) => sizeS * 1_000 === sizeMs && occupancy !== null);
  const last = new Map(ours.map((metric) => [`${metric.segmentId} ${metric.startAt}`, metric]));
  for (const window of windows) {
    const metric = last.get(`${window.segmentId} ${window.startAt}`);
    if (!metric || !isSame(metric, window))
      throw new Error(`${JSON.stringify(window)} is not ${JSON.stringify(metric)}`);
  }
  if (last.size !== windows.length) throw new Error(`${last.size} windows instead of ${windows.length}`);
  return windows.length;
}

async function measureAll(events: readonly Observation<"traffic">[], duckdb: Grouping) {
  const series = createSeries();
  let compared = 0;
  for (let round = -1; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    const metrics = runWindows(events);
    const { user, system } = process.cpuUsage(before);
    let seconds = 0;
    compared = 0;
    for (const sizeMs of SIZES_MS) {
      const grouped = await duckdb.group(sizeMs);
      seconds += grouped.seconds;
      compared += compare(metrics, sizeMs, grouped.windows);
    }
    if (round < 0) continue;
    series.add("ours", events.length / ((user + system) / 1e6));
    series.add("duckdb", events.length / seconds);
  }
  return { series, compared };
}

const PEER = `Kafka Streams ${KAFKA_STREAMS_VERSION}, TopologyTestDriver`;

function peersOf(series: Series): PeerFigure[] {
  const value = series.median(PEER);
  return Number.isNaN(value) ? [] : [{ name: PEER, value, unit: UNIT }];
}

function barsOf(series: Series): Bar[] {
  const ours = series.median("ours");
  const bars = [atLeast("events/s and core", ours, 300_000)];
  const peer = series.median(PEER);
  return Number.isNaN(peer) ? bars : [...bars, atLeast("to Kafka Streams", ours / peer, 3)];
}

/** Its rounds, or why there are none; throws unless it counted every event once in each size and has the same windows. */
async function measurePeer(path: string, windows: number): Promise<KafkaStreamsRound[] | string> {
  let rounds: KafkaStreamsRound[];
  try {
    rounds = await runKafkaStreams(path, PEER_ROUNDS);
  } catch (error) {
    return `${PEER} could not be run: ${error instanceof Error ? error.message : error}`;
  }
  for (const round of rounds)
    if (round.windows !== windows || round.counted !== round.events * SIZES_MS.length)
      throw new Error(`${PEER}: ${JSON.stringify(round)}`);
  return rounds;
}

/** Loop readings through the one-minute and five-minute windows, and the same by DuckDB. */
export async function run(): Promise<BenchmarkResult> {
  const folder = mkdtempSync(join(tmpdir(), "arterial-bench-"));
  try {
    const path = join(folder, "loops.csv");
    await writeLoopFile(path, READINGS, START_AT);
    const events = readLoopFile(path);
    const duckdb = await openGrouping(path);
    const { series, compared } = await measureAll(events, duckdb);
    duckdb.close();
    const peer = await measurePeer(path, compared);
    if (typeof peer !== "string")
      for (const { events: taken, seconds } of peer) series.add(PEER, taken / seconds);
    const ours = series.median("ours");
    const limit = series.median("duckdb");
    return {
      name: "windows",
      ours: { value: ours, unit: UNIT },
      limit: { value: limit, unit: UNIT },
      peers: peersOf(series),
      ratios: { toDuckDb: ours / limit, toKafkaStreams: ours / series.median(PEER) },
      bars: barsOf(series),
      notes: [
        `${events.length.toLocaleString("en")} loop readings, out of order within 2 s and 1 % of them twice, into windows of 1 and 5 minutes`,
        `${compared.toLocaleString("en")} windows, each equal to the query's: occupancy and speed to the bit, flow to ${FLOW_PRECISION}`,
        typeof peer === "string"
          ? peer
          : "Kafka Streams: the same sums in memory, warmed up; it does not look for repeats and classifies nothing",
        "ours by the processor time of the process, collector included; limit: DuckDB on one thread, from memory, both sizes one after the other",
      ],
      runs: series.all(),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
