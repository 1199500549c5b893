import { setTimeout as sleep } from "node:timers/promises";
import { inTransaction, type Pool } from "@arterial/db/pool";
import { replaceFigureProfile } from "@arterial/db/timeseries/figure/figure-profile";
import { replaceProfiles } from "@arterial/db/timeseries/profile/write-profiles";
import { writeFreeFlow } from "@arterial/db/timeseries/traffic/free-flow";
import { writeTrafficObservations } from "@arterial/db/timeseries/traffic/write-observations";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import { advanceBackfill, beginBackfill } from "@arterial/db/timeseries/write-backfill";
import type { HistoryRecording } from "@arterial/domain/recording/history-recording";
import type { FreeFlow } from "@arterial/domain/traffic/free-flow";
import type { HistoryCity } from "./history-city.ts";
import { historyFigureProfile } from "./history-figures.ts";
import { createHistoryHours, HOUR_MS } from "./history-hours.ts";
import { historyFreeFlow, knownSegments, loopProfile, segmentProfile } from "./history-profiles.ts";

export const HISTORY_BACKFILL = "history";

const QUARTER_MS = 900_000;
const PROFILE_BATCH = 40;

export interface LoadHistoryOptions {
  pool: Pool;
  history: HistoryRecording;
  city: HistoryCity;
  nowMs: number;
  /** Rest after each piece of work, as a multiple of the time that it took: the live part comes first. */
  restFactor: number;
  onProfiles: () => void;
  onProgress: (progress: { doneRows: number; totalRows: number }) => void;
  signal?: AbortSignal;
}

/**
 * Loads a recorded history so that it ends now: first what follows from it as a whole (free flow and profiles), then its
 * rows hour by hour, newest first, each hour in one transaction with the note of how far it came. Started again after an
 * interruption it goes on where it stopped, with the same end. Resolves to false when it had been loaded before.
 */
export async function loadHistory(options: LoadHistoryOptions): Promise<boolean> {
  const { pool, history, city, nowMs, signal } = options;
  const hours = history.durationS / 3600 + 1;
  const rowsPerHour =
    (history.loops.length * 3600) / history.loopIntervalS +
    (history.segments.length * 3600) / history.segmentIntervalS;
  const position = await beginBackfill(pool, {
    name: HISTORY_BACKFILL,
    totalRows: hours * rowsPerHour,
    nowMs,
  });
  if (position.finishedAt !== null) return false;
  options.onProgress(position);
  const freeFlow = await loadProfiles(options);
  options.onProfiles();
  const endMs = Math.floor(position.startedAt / QUARTER_MS) * QUARTER_MS;
  const lastHourMs = Math.floor(endMs / HOUR_MS) * HOUR_MS;
  const historyHour = createHistoryHours(history, city, (id) => freeFlow.get(id) ?? postedFreeFlow(city, id));
  for (let done = Math.round(position.doneRows / rowsPerHour); done < hours; done += 1) {
    if (signal?.aborted) return true;
    const startedAt = performance.now();
    const fromMs = lastHourMs - done * HOUR_MS;
    const { loops, segments } = historyHour(fromMs, Math.min(endMs, fromMs + HOUR_MS));
    const doneRows = (done + 1) * rowsPerHour;
    await inTransaction(pool, async (client) => {
      await client.query("set local synchronous_commit = off");
      await writeTrafficObservations(client, loops);
      await writeSegmentMetrics(client, 900, segments, "keep");
      const isFinished = done + 1 === hours;
      await advanceBackfill(client, { name: HISTORY_BACKFILL, doneRows, isFinished });
    });
    options.onProgress({ doneRows, totalRows: hours * rowsPerHour });
    await sleep((performance.now() - startedAt) * options.restFactor);
  }
  return true;
}

/** Free flow, then what is typical for the city, its segments and its loops. */
async function loadProfiles({
  pool,
  history,
  city,
  restFactor,
  signal,
}: LoadHistoryOptions): Promise<Map<string, FreeFlow>> {
  const intervalS = history.segmentIntervalS;
  const segments = knownSegments(history, city.segments);
  const freeFlow = new Map(
    segments.map((segment) => {
      const posted = city.segments.get(segment.segmentId)?.speedLimitKmh ?? 0;
      return [segment.segmentId, historyFreeFlow(segment, intervalS, posted)];
    }),
  );
  await writeFreeFlow(
    pool,
    [...freeFlow].map(([segmentId, value]) => ({ segmentId, ...value })),
  );
  const freeFlowKmh = (id: string) => (freeFlow.get(id) ?? postedFreeFlow(city, id)).kmh;
  await replaceFigureProfile(pool, historyFigureProfile(segments, { intervalS, freeFlowKmh }));
  const batches = [
    ...inBatches(segments, (segment) =>
      segmentProfile(segment, { intervalS, freeFlowKmh: freeFlowKmh(segment.segmentId) }),
    ).map((entries) => () => replaceProfiles(pool, "segment", entries())),
    ...inBatches(
      history.loops.filter((loop) => city.loopLanes.has(loop.deviceId)),
      (loop) => loopProfile(loop, history.loopIntervalS),
    ).map((entries) => () => replaceProfiles(pool, "device", entries())),
  ];
  for (const write of batches) {
    if (signal?.aborted) break;
    const startedAt = performance.now();
    await write();
    await sleep((performance.now() - startedAt) * restFactor);
  }
  return freeFlow;
}

function inBatches<T, R>(items: readonly T[], resultsOf: (item: T) => R[]): (() => R[])[] {
  const starts = Array.from({ length: Math.ceil(items.length / PROFILE_BATCH) }, (_, i) => i * PROFILE_BATCH);
  return starts.map((start) => () => items.slice(start, start + PROFILE_BATCH).flatMap(resultsOf));
}

function postedFreeFlow(city: HistoryCity, segmentId: string): FreeFlow {
  const kmh = city.segments.get(segmentId)?.speedLimitKmh ?? 50;
  return { kmh, source: "posted", samples: 0 };
}
