import type { Observation } from "@arterial/domain/observation";
import type { HistoryRecording } from "@arterial/domain/recording/history-recording";
import { historyLoopRows, historySegmentRows } from "@arterial/domain/recording/history-rows";
import { createZoneOffset } from "@arterial/domain/time/zone-offset";
import { classOfRatio } from "@arterial/domain/traffic/congestion";
import type { FreeFlow } from "@arterial/domain/traffic/free-flow";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { HistoryCity } from "./history-city.ts";

export const HOUR_MS = 3_600_000;

/** A Monday 00:00; local times are counted from it as if clocks never changed. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);

/** What the recording says about one hour of the past. */
export interface HistoryHour {
  loops: Observation<"traffic">[];
  segments: SegmentMetric[];
}

/**
 * Reads the recording for intervals that begin in [fromMs, toMs) within one hour of UTC: the recording is taken by local
 * clocks, so that weekday and hour agree with it on both sides of a change of the clocks.
 */
export function createHistoryHours(
  history: HistoryRecording,
  city: HistoryCity,
  freeFlowOf: (segmentId: string) => FreeFlow,
): (fromMs: number, toMs: number) => HistoryHour {
  const zoneOffsetMs = createZoneOffset(city.timeZone);

  return function historyHour(fromMs, toMs) {
    const offsetMs = zoneOffsetMs(fromMs) - SOME_MONDAY;
    const range = [(fromMs + offsetMs) / 1000, (toMs + offsetMs) / 1000] as const;
    const instantOf = (startS: number) => startS * 1000 - offsetMs;
    const hour: HistoryHour = { loops: [], segments: [] };
    for (const row of historyLoopRows(history, ...range)) {
      if (!city.loopLanes.has(row.deviceId)) continue;
      const lane = city.loopLanes.get(row.deviceId);
      const ts = instantOf(row.startS) + row.periodS * 1000;
      const { count, periodS, occupancy, speedKmh } = row;
      hour.loops.push({
        kind: "traffic",
        deviceId: row.deviceId,
        receivedAt: ts,
        reading: {
          ts,
          count,
          periodS,
          occupancy,
          ...(speedKmh === undefined ? {} : { speedKmh }),
          ...(lane === undefined ? {} : { lane }),
        },
      });
    }
    for (const row of historySegmentRows(history, ...range)) {
      const segment = city.segments.get(row.segmentId);
      if (!segment) continue;
      const freeFlow = freeFlowOf(row.segmentId);
      const speedKmh = row.speedKmh ?? null;
      const vehicleKm = (row.count * segment.lengthM) / 1000;
      const ratio = speedKmh === null ? null : speedKmh / freeFlow.kmh;
      hour.segments.push({
        segmentId: row.segmentId,
        startAt: instantOf(row.startS),
        sizeS: row.periodS,
        vehicleKm,
        vehicleHours: speedKmh === null ? 0 : vehicleKm / speedKmh,
        vehicles: row.count,
        flowVph: row.flowVph,
        speedKmh,
        densityVpkm: row.densityVpkm ?? 0,
        occupancy: null,
        freeFlowKmh: freeFlow.kmh,
        freeFlowSource: freeFlow.source,
        ratio,
        congestionClass: ratio === null ? "unknown" : classOfRatio(ratio),
        quality: { observed: 1, imputed: 0, suspect: 0 },
        isCorrected: false,
      });
    }
    return hour;
  };
}
