import type { ProfileEntry } from "@arterial/db/timeseries/profile/write-profiles";
import type {
  HistoryRecording,
  LoopSeries,
  SegmentSeries,
} from "@arterial/domain/recording/history-recording";
import { spreadOf } from "@arterial/domain/statistics/quantile";
import { HOURS_OF_WEEK } from "@arterial/domain/time/hour-of-week";
import { type FreeFlow, freeFlowOf, isOffPeak } from "@arterial/domain/traffic/free-flow";

/** Fewer values than this do not make an hour typical. */
const MIN_SAMPLES = 6;

/** Hour of the week of a slot; slot 0 of a recording begins on a Monday 00:00 by local clocks. */
export function hourOfSlot(slot: number, intervalS: number): number {
  return Math.floor((slot * intervalS) / 3600) % HOURS_OF_WEEK;
}

/** Free flow of a segment from its off-peak intervals with traffic. */
export function historyFreeFlow(segment: SegmentSeries, intervalS: number, postedKmh: number): FreeFlow {
  const speeds = segment.speedKmh.filter(
    (speedKmh, slot) => speedKmh > 0 && isOffPeak(hourOfSlot(slot, intervalS)),
  );
  return freeFlowOf([...speeds], postedKmh);
}

/** Typical speed, flow, density and ratio of a segment by hour of the week. */
export function segmentProfile(
  segment: SegmentSeries,
  options: { intervalS: number; freeFlowKmh: number },
): ProfileEntry[] {
  const { intervalS, freeFlowKmh } = options;
  const { segmentId: id, speedKmh } = segment;
  const flowAt = (slot: number) => (Math.max(0, segment.count[slot] ?? 0) * 3600) / intervalS;
  const speedAt = (slot: number) => speedKmh[slot] ?? Number.NaN;
  const quantities: Record<string, (slot: number) => number> = {
    speed_kmh: speedAt,
    flow_vph: flowAt,
    density_vpkm: (slot) => (flowAt(slot) === 0 ? 0 : flowAt(slot) / speedAt(slot)),
    ratio: (slot) => speedAt(slot) / freeFlowKmh,
  };
  return profileOf(id, quantities, { slots: speedKmh.length, intervalS });
}

/** Typical flow, speed and occupancy of a loop by hour of the week. */
export function loopProfile(loop: LoopSeries, intervalS: number): ProfileEntry[] {
  const isSilent = (slot: number) => (loop.count[slot] ?? -1) < 0;
  const quantities: Record<string, (slot: number) => number> = {
    flowVph: (slot) => (isSilent(slot) ? Number.NaN : ((loop.count[slot] ?? 0) * 3600) / intervalS),
    speedKmh: (slot) => loop.speedKmh[slot] ?? Number.NaN,
    occupancy: (slot) => (isSilent(slot) ? Number.NaN : (loop.occupancy[slot] ?? Number.NaN)),
  };
  return profileOf(loop.deviceId, quantities, { slots: loop.count.length, intervalS });
}

function profileOf(
  id: string,
  quantities: Readonly<Record<string, (slot: number) => number>>,
  { slots, intervalS }: { slots: number; intervalS: number },
): ProfileEntry[] {
  return Object.entries(quantities).flatMap(([quantity, valueAt]) => {
    const hours: number[][] = Array.from({ length: HOURS_OF_WEEK }, () => []);
    for (let slot = 0; slot < slots; slot += 1) {
      const value = valueAt(slot);
      if (Number.isFinite(value)) hours[hourOfSlot(slot, intervalS)]?.push(value);
    }
    return hours.flatMap((values, hourOfWeek) => {
      const spread = values.length < MIN_SAMPLES ? null : spreadOf(values);
      return spread ? [{ id, quantity, hourOfWeek, ...spread }] : [];
    });
  });
}

/** Segments and their intervals that the history and the city have in common. */
export function knownSegments(
  history: HistoryRecording,
  segments: ReadonlyMap<string, unknown>,
): SegmentSeries[] {
  return history.segments.filter((segment) => segments.has(segment.segmentId));
}
