import type { LiveSegment } from "@arterial/domain/live/frame";
import { describe, expect, it } from "vitest";
import { currentState, qualityOf, segmentSeries } from "./prepare-segment.ts";

const live: LiveSegment = {
  id: "s",
  startAt: 180_000,
  speedKmh: 18,
  flowVph: 900,
  densityVpkm: 50,
  occupancy: null,
  ratio: 0.4,
  freeFlowKmh: 45,
  congestionClass: "severe",
  vehicles: 12,
  observed: 1,
};
const metric = (startAt: number, speedKmh: number | null) => ({
  startAt,
  speedKmh,
  flowVph: 100,
  densityVpkm: 5,
});

describe("segmentSeries", () => {
  it("adds the live minute only when it is newer than what is stored", () => {
    const stored = [metric(60_000, 40), metric(120_000, null)];
    expect(segmentSeries(stored, live, "speedKmh")).toEqual([
      { at: 60_000, value: 40 },
      { at: 120_000, value: null },
      { at: 180_000, value: 18 },
    ]);
    expect(segmentSeries([metric(180_000, 19)], live, "speedKmh")).toEqual([{ at: 180_000, value: 19 }]);
  });
});

describe("currentState", () => {
  it("is the live one when nothing newer is stored, and nothing when nothing is known", () => {
    expect(currentState(live, null)).toBe(live);
    expect(currentState(undefined, null)).toBeNull();
  });
});

describe("qualityOf", () => {
  const quality = { observed: 0.5, imputed: 0.3, suspect: 0.2 };

  it("takes all shares from one minute", () => {
    expect(qualityOf({ startAt: live.startAt - 60_000, quality }, live)).toBe(quality);
    expect(qualityOf({ startAt: live.startAt, quality }, null)).toBe(quality);
  });

  it("tells of a live minute alone what is known of it", () => {
    expect(qualityOf({ startAt: live.startAt - 600_000, quality }, live)).toEqual({ observed: 1 });
    expect(qualityOf(null, live)).toEqual({ observed: 1 });
    expect(qualityOf(null, null)).toBeNull();
  });
});
