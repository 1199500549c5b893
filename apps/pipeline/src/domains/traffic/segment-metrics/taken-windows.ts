import { isDeepStrictEqual } from "node:util";
import type { Segment } from "@arterial/domain/city/network";
import { SEGMENT_WINDOWS } from "@arterial/domain/traffic/window-definitions";

/**
 * Windows that somebody else has given out, or was to: of these only a part would be known here, which must not take the
 * place of what is stored of them.
 */
export interface TakenWindows {
  isTaken(segmentId: string, startAt: number): boolean;
  /**
   * Another network takes the place of the present one, whose event time has come to `watermarkAt`. Of segments that
   * stay as they are every window is taken that has begun, of others those that were open or in grace: what comes of
   * their past, such as a recording of another day, is nobody else's.
   */
  followCity(before: readonly Segment[], now: readonly Segment[], watermarkAt: number): void;
}

/** Creates them: at first the windows of all segments that begin before `firstWindowAt`. */
export function createTakenWindows(firstWindowAt = Number.NEGATIVE_INFINITY): TakenWindows {
  let firstAtOf = (_segmentId: string): number => firstWindowAt;
  let begun = { fromAt: Number.NEGATIVE_INFINITY, toAt: Number.NEGATIVE_INFINITY };
  return {
    isTaken: (segmentId, startAt) =>
      startAt < firstAtOf(segmentId) || (startAt >= begun.fromAt && startAt < begun.toAt),
    followCity(before, now, watermarkAt) {
      if (before.length === 0) return;
      const isUsed = watermarkAt > Number.NEGATIVE_INFINITY;
      if (isUsed) begun = { fromAt: oldestWindowAt(watermarkAt), toAt: nextWindowAt(watermarkAt) };
      const kept = segmentsInBoth(before, now);
      const firstAt = new Map(kept.map(({ id }) => [id, Math.max(firstAtOf(id), begun.toAt)]));
      firstAtOf = (segmentId) => firstAt.get(segmentId) ?? Number.NEGATIVE_INFINITY;
    },
  };
}

function segmentsInBoth(before: readonly Segment[], now: readonly Segment[]): Segment[] {
  const segments = new Map(before.map((segment) => [segment.id, segment]));
  return now.filter((segment) => isDeepStrictEqual(segment, segments.get(segment.id)));
}

const { sizeMs, outOfOrdernessMs, graceMs } = SEGMENT_WINDOWS.fiveMinutes;

/** Start of the oldest windows, of all sizes, that are open or take corrections. */
function oldestWindowAt(watermarkAt: number): number {
  return Math.floor((watermarkAt - graceMs) / sizeMs) * sizeMs;
}

/** Start of the first windows, of all sizes, that no reading belongs to yet. */
function nextWindowAt(watermarkAt: number): number {
  return (Math.floor((watermarkAt + outOfOrdernessMs) / sizeMs) + 1) * sizeMs;
}
