import type { HistoryRecording } from "./history-recording.ts";

/** One 5-minute aggregate of a loop. */
export interface HistoryLoopRow {
  readonly deviceId: string;
  /** Start of the interval, s after the Monday 00:00 from which the caller counts. */
  readonly startS: number;
  readonly periodS: number;
  readonly count: number;
  readonly flowVph: number;
  /** Absent where nobody passed. */
  readonly speedKmh?: number;
  /** 0 to 1. */
  readonly occupancy: number;
}

/** One 15-minute aggregate of a segment. */
export interface HistorySegmentRow {
  readonly segmentId: string;
  /** Start of the interval, s after the Monday 00:00 from which the caller counts. */
  readonly startS: number;
  readonly periodS: number;
  /** Vehicles that drove through. */
  readonly count: number;
  readonly flowVph: number;
  /** Space-mean speed; absent, like what follows from it, where nobody drove. */
  readonly speedKmh?: number;
  /** Flow divided by space-mean speed (fundamental relation), veh/km. */
  readonly densityVpkm?: number;
  readonly travelTimeS?: number;
}

/** A history played round and round: any time is taken modulo its length, so weekdays and hours stay in step. */
function* slots(
  durationS: number,
  intervalS: number,
  fromS: number,
  toS: number,
): Generator<{ startS: number; slot: number }> {
  const count = durationS / intervalS;
  for (let i = Math.ceil(fromS / intervalS); i * intervalS < toS; i += 1) {
    yield { startS: i * intervalS, slot: ((i % count) + count) % count };
  }
}

/** Loop aggregates of the intervals that begin in [fromS, toS), by time and then by loop; silent loops are left out. */
export function* historyLoopRows(
  history: HistoryRecording,
  fromS: number,
  toS: number,
): Generator<HistoryLoopRow> {
  const periodS = history.loopIntervalS;
  for (const { startS, slot } of slots(history.durationS, periodS, fromS, toS)) {
    for (const loop of history.loops) {
      const count = loop.count[slot] ?? -1;
      if (count < 0) continue;
      const speedKmh = loop.speedKmh[slot] ?? Number.NaN;
      const occupancy = loop.occupancy[slot] ?? 0;
      const row = {
        deviceId: loop.deviceId,
        startS,
        periodS,
        count,
        flowVph: (count * 3600) / periodS,
        occupancy,
      };
      yield Number.isNaN(speedKmh) ? row : { ...row, speedKmh };
    }
  }
}

/** Segment aggregates of the intervals that begin in [fromS, toS), by time and then by segment. */
export function* historySegmentRows(
  history: HistoryRecording,
  fromS: number,
  toS: number,
): Generator<HistorySegmentRow> {
  const periodS = history.segmentIntervalS;
  for (const { startS, slot } of slots(history.durationS, periodS, fromS, toS)) {
    for (const segment of history.segments) {
      const count = Math.max(0, segment.count[slot] ?? 0);
      const speedKmh = segment.speedKmh[slot] ?? Number.NaN;
      const flowVph = (count * 3600) / periodS;
      const row = { segmentId: segment.segmentId, startS, periodS, count, flowVph };
      if (Number.isNaN(speedKmh) || speedKmh <= 0) yield row;
      else
        yield {
          ...row,
          speedKmh,
          densityVpkm: flowVph / speedKmh,
          travelTimeS: (segment.lengthM * 3.6) / speedKmh,
        };
    }
  }
}
