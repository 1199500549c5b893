import { createReadStream, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Segment } from "@arterial/domain/city/network";
import type { Device } from "@arterial/domain/device-kind";
import type {
  HistoryRecording,
  LoopSeries,
  SegmentSeries,
} from "@arterial/domain/recording/history-recording";
import { readEdgeData } from "@arterial/sumo/edge-data";
import { LOOP_FAULTS } from "../plan/history-events.ts";
import { between, createRandom, type Random } from "../plan/random.ts";
import { type DayFiles, type DayInput, simulateDay, WARM_UP_S } from "./simulate-day.ts";

export const HISTORY_DAYS = 28;
const LOOP_INTERVAL_S = 300;
const SEGMENT_INTERVAL_S = 900;
const LOOPS_A_DAY = 86_400 / LOOP_INTERVAL_S;
const QUARTERS_A_DAY = 86_400 / SEGMENT_INTERVAL_S;
/** Length of a vehicle plus that of the loop, m: what covers the loop while a vehicle passes. */
const COVERED_M = 4.9 + 2;
/** The recorded hour without its incident. */
const CALIBRATION_FROM_S = 1800;

interface Raw {
  readonly count: Int16Array;
  readonly speedMs: Float32Array;
}

/** Runs the 28 days and gathers the history: segments calibrated to the microscopic hour, loops derived from their segments. */
export async function buildHistory(
  input: Omit<DayInput, "day" | "loopSegments" | "laneCounts">,
  segments: readonly Segment[],
  loops: readonly Device[],
  goldenFolder: string,
): Promise<HistoryRecording> {
  const loopSegments = [...new Set(loops.map((loop) => loop.segmentId ?? ""))];
  const laneCounts = new Map(segments.map((s) => [s.id, s.lanes]));
  const quarters = emptyRaw(
    segments.map((s) => s.id),
    HISTORY_DAYS * QUARTERS_A_DAY,
  );
  const fives = emptyRaw(loopSegments, HISTORY_DAYS * LOOPS_A_DAY);
  for (let day = 0; day < HISTORY_DAYS; day += 1) {
    const files: DayFiles = simulateDay({ ...input, day, loopSegments, laneCounts });
    await gather(files.quarterHours, quarters, day * QUARTERS_A_DAY, SEGMENT_INTERVAL_S);
    await gather(files.fiveMinutes, fives, day * LOOPS_A_DAY, LOOP_INTERVAL_S);
    process.stdout.write(`day ${day + 1} of ${HISTORY_DAYS}\n`);
  }
  const factors = calibrate(quarters, readGolden(goldenFolder, "edge-data-5min.csv.gz"));
  return {
    durationS: HISTORY_DAYS * 86_400,
    loopIntervalS: LOOP_INTERVAL_S,
    segmentIntervalS: SEGMENT_INTERVAL_S,
    loops: deriveLoops(loops, segments, fives, factors, readGolden(goldenFolder, "loops-1min.csv.gz")),
    segments: segments.map((segment) =>
      toSeries(segment, quarters.get(segment.id) as Raw, factors.get(segment.id) ?? 1),
    ),
  };
}

function emptyRaw(ids: readonly string[], slots: number): Map<string, Raw> {
  return new Map(
    ids.map((id) => [
      id,
      { count: new Int16Array(slots), speedMs: new Float32Array(slots).fill(Number.NaN) },
    ]),
  );
}

/** Vehicles through a segment by Edie's flow, q = density × space-mean speed, times the interval. */
async function gather(
  file: string,
  into: ReadonlyMap<string, Raw>,
  firstSlot: number,
  intervalS: number,
): Promise<void> {
  for await (const row of readEdgeData(createReadStream(file))) {
    const raw = into.get(row.edgeId);
    if (!raw || row.speedMs === undefined || row.densityVpkm === undefined) continue;
    const slot = firstSlot + Math.round((row.beginS - WARM_UP_S) / intervalS);
    const count = Math.round((row.densityVpkm * row.speedMs * intervalS) / 1000);
    raw.count[slot] = count;
    if (count > 0) raw.speedMs[slot] = row.speedMs;
  }
}

type GoldenRow = Readonly<Record<string, string>>;

function readGolden(folder: string, file: string): GoldenRow[] {
  const [head, ...lines] = gunzipSync(readFileSync(`${folder}/${file}`))
    .toString()
    .trim()
    .split("\n");
  const columns = (head ?? "").split(",");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((value, i) => [columns[i] ?? "", value])),
  );
}

/** Per segment, microscopic over mesoscopic speed at the same time of day: the mesoscopic model knows signals only roughly. */
function calibrate(quarters: ReadonlyMap<string, Raw>, golden: readonly GoldenRow[]): Map<string, number> {
  const micro = new Map<string, { seconds: number; metres: number }>();
  for (const row of golden) {
    if (Number(row.beginS) < CALIBRATION_FROM_S || !row.speedMs) continue;
    const sum = micro.get(row.segmentId ?? "") ?? { seconds: 0, metres: 0 };
    sum.seconds += Number(row.sampledSeconds);
    sum.metres += Number(row.sampledSeconds) * Number(row.speedMs);
    micro.set(row.segmentId ?? "", sum);
  }
  const factors = new Map<string, number>();
  for (const [id, raw] of quarters) {
    const mesoMs = peakSpeedMs(raw, QUARTERS_A_DAY);
    const sum = micro.get(id);
    if (!sum || sum.seconds < 150 || mesoMs === undefined) continue;
    factors.set(id, Math.min(1.35, Math.max(0.45, sum.metres / sum.seconds / mesoMs)));
  }
  return factors;
}

/** Space-mean speed from 07:30 to 08:30 on early weekdays without events, m/s. */
function peakSpeedMs(raw: Raw, slotsADay: number): number | undefined {
  let vehicles = 0;
  let pace = 0;
  for (const day of [1, 8, 15, 21]) {
    for (
      let slot = Math.round((7.5 / 24) * slotsADay);
      slot < Math.round((8.5 / 24) * slotsADay);
      slot += 1
    ) {
      const at = day * slotsADay + slot;
      const speedMs = raw.speedMs[at] ?? Number.NaN;
      if (Number.isNaN(speedMs)) continue;
      vehicles += raw.count[at] ?? 0;
      pace += (raw.count[at] ?? 0) / speedMs;
    }
  }
  return vehicles >= 8 ? vehicles / pace : undefined;
}

function toSeries(segment: Segment, raw: Raw, factor: number): SegmentSeries {
  return {
    segmentId: segment.id,
    lengthM: segment.lengthM,
    count: raw.count,
    speedKmh: raw.speedMs.map((v) => Math.min(v * factor * 3.6, segment.speedLimitKmh * 1.1)),
  };
}

function deriveLoops(
  loops: readonly Device[],
  segments: readonly Segment[],
  fives: ReadonlyMap<string, Raw>,
  factors: ReadonlyMap<string, number>,
  golden: readonly GoldenRow[],
): LoopSeries[] {
  const byId = new Map(segments.map((s) => [s.id, s]));
  const totals = loopTotals(golden);
  const hourCount = (loop: Device): number => totals.get(loop.id)?.count ?? 0;
  return loops.map((loop, i) => {
    const segment = byId.get(loop.segmentId ?? "") as Segment;
    const raw = fives.get(segment.id) as Raw;
    const hourly = laneShare(hourCount(loop), raw);
    const calibrated = (peakSpeedMs(raw, LOOPS_A_DAY) ?? 10) * (factors.get(segment.id) ?? 1);
    const spot = totals.get(loop.id)?.speedMs ?? calibrated;
    const scale = (Math.min(2.2, Math.max(0.5, spot / calibrated)) || 1) * (factors.get(segment.id) ?? 1);
    const series = measure(loop.id, raw, hourly, scale, segment.speedLimitKmh, createRandom(9000 + i));
    applyFaults(series, createRandom(19_000 + i));
    return series;
  });
}

/** Vehicles and mean speed of each loop in the undisturbed part of the microscopic hour. */
function loopTotals(golden: readonly GoldenRow[]): Map<string, { count: number; speedMs?: number }> {
  const sums = new Map<string, { count: number; speed: number }>();
  for (const row of golden) {
    if (Number(row.beginS) < CALIBRATION_FROM_S) continue;
    const sum = sums.get(row.deviceId ?? "") ?? { count: 0, speed: 0 };
    sum.count += Number(row.count);
    sum.speed += Number(row.count) * Number(row.speedMs || 0);
    sums.set(row.deviceId ?? "", sum);
  }
  const scale = 3600 / (3600 - CALIBRATION_FROM_S);
  return new Map(
    [...sums].map(([id, { count, speed }]) => [
      id,
      { count: count * scale, ...(count >= 5 ? { speedMs: speed / count } : {}) },
    ]),
  );
}

/** Share of the segment's vehicles that drive over the loop's lane. */
function laneShare(loopHourCount: number, raw: Raw): number {
  let vehicles = 0;
  for (let slot = 7.5 * 12; slot < 8.5 * 12; slot += 1) vehicles += raw.count[LOOPS_A_DAY + slot] ?? 0;
  return vehicles > 0 ? Math.min(1, Math.max(0.03, loopHourCount / vehicles)) : 0.5;
}

function measure(
  deviceId: string,
  raw: Raw,
  share: number,
  scale: number,
  limitKmh: number,
  random: Random,
): LoopSeries {
  const slots = raw.count.length;
  const series = {
    deviceId,
    count: new Int16Array(slots),
    speedKmh: new Float32Array(slots).fill(Number.NaN),
    occupancy: new Float32Array(slots),
  };
  for (let i = 0; i < slots; i += 1) {
    let count = 0;
    for (let k = 0; k < (raw.count[i] ?? 0); k += 1) if (random() < share) count += 1;
    series.count[i] = count;
    if (count === 0) continue;
    const noise = 1 + (random() + random() + random() - 1.5) * (0.12 / Math.sqrt(count));
    const speedKmh = Math.min(limitKmh * 1.25, Math.max(3, (raw.speedMs[i] ?? 10) * 3.6 * scale * noise));
    series.speedKmh[i] = Math.round(speedKmh * 2) / 2;
    const covered = (count * COVERED_M) / ((speedKmh / 3.6) * LOOP_INTERVAL_S);
    series.occupancy[i] = Math.round(Math.min(1, covered) * 200) / 200;
  }
  return series;
}

function applyFaults(series: LoopSeries, random: Random): void {
  for (const fault of LOOP_FAULTS.filter((f) => f.deviceId === series.deviceId)) {
    const last = Math.min(series.count.length, Math.round(fault.toDay * LOOPS_A_DAY));
    for (let i = Math.round(fault.fromDay * LOOPS_A_DAY); i < last; i += 1) {
      const speedKmh = series.speedKmh[i] ?? Number.NaN;
      if (fault.kind === "drift") series.speedKmh[i] = Math.round(speedKmh * 0.67 * 2) / 2;
      if (fault.kind === "chatter")
        series.count[i] =
          Math.round((series.count[i] ?? 0) * between(random, 2.4, 4.2)) + Math.floor(random() * 12);
      if (fault.kind === "stuck")
        [series.count[i], series.speedKmh[i], series.occupancy[i]] = [0, Number.NaN, 1];
      if (fault.kind === "dead")
        [series.count[i], series.speedKmh[i], series.occupancy[i]] = [-1, Number.NaN, Number.NaN];
    }
  }
}
