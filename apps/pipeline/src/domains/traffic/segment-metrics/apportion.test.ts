import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apportion, apportionLast, type TrackSample } from "./apportion.ts";
import { straightRoadMap } from "./straight-road.fixture.ts";

const road = straightRoadMap();

function sample(segmentId: string | null, offsetM: number, speedMs: number, tsMs: number): TrackSample {
  const segment = segmentId === null ? null : (road.segment(segmentId) ?? null);
  return { ts: tsMs, segment, offsetM, speedMs };
}

interface Part {
  id: string;
  fromAt: number;
  toAt: number;
  distanceM: number;
}

function partsOf(from: TrackSample, to: TrackSample): Part[] {
  const parts: Part[] = [];
  apportion(road, from, to, (segment, fromAt, toAt, distanceM) =>
    parts.push({ id: segment.id, fromAt, toAt, distanceM }),
  );
  return parts;
}

describe("apportioning the way between two samples", () => {
  it("gives all of a step on one segment to that segment", () => {
    expect(partsOf(sample("a", 50, 10, 1_000), sample("a", 60, 10, 2_000))).toEqual([
      { id: "a", fromAt: 1_000, toAt: 2_000, distanceM: 10 },
    ]);
  });

  it("gives a standing vehicle's time and no distance", () => {
    expect(partsOf(sample("a", 50, 0, 0), sample("a", 50, 0, 1_000))).toEqual([
      { id: "a", fromAt: 0, toAt: 1_000, distanceM: 0 },
    ]);
  });

  it("splits a step across a junction at the speed of the step, and gives the junction to nobody", () => {
    // 4 m to the end of a, 10 m of junction, 6 m into b: 20 m at 20 m/s.
    expect(partsOf(sample("a", 196, 20, 0), sample("b", 6, 20, 1_000))).toEqual([
      { id: "a", fromAt: 0, toAt: 200, distanceM: 4 },
      { id: "b", fromAt: 700, toAt: 1_000, distanceM: 6 },
    ]);
  });

  it("ends at the junction and begins behind it", () => {
    expect(partsOf(sample("a", 195, 8, 0), sample(null, 0, 10, 1_000))).toEqual([
      { id: "a", fromAt: 0, toAt: 500, distanceM: 5 },
    ]);
    expect(partsOf(sample(null, 0, 8, 0), sample("b", 4, 10, 1_000))).toEqual([
      { id: "b", fromAt: 600, toAt: 1_000, distanceM: 4 },
    ]);
  });

  it("finds the short segment that was passed between two samples", () => {
    // 1 m rest of b, 10 m junction, 8 m of c, 10 m junction, 1 m of d: 30 m at 30 m/s.
    const parts = partsOf(sample("b", 299, 30, 0), sample("d", 1, 30, 1_000));
    expect(parts.map((part) => part.id)).toEqual(["b", "c", "d"]);
    expect(parts[1]?.distanceM).toBe(8);
    expect((parts[1]?.toAt ?? 0) - (parts[1]?.fromAt ?? 0)).toBeCloseTo((8 / 30) * 1_000, 6);
  });

  it("uses the mean speed of the way over a longer gap", () => {
    const parts = partsOf(sample("a", 150, 3, 0), sample("b", 50, 20, 5_000));
    expect(parts).toEqual([
      { id: "a", fromAt: 0, toAt: 2_500, distanceM: 50 },
      { id: "b", fromAt: 2_500, toAt: 5_000, distanceM: 50 },
    ]);
  });

  it("gives up when the gap is too long or time runs backwards", () => {
    expect(partsOf(sample("a", 50, 10, 0), sample("a", 60, 10, 10_001))).toEqual([]);
    expect(partsOf(sample("a", 50, 10, 1_000), sample("a", 60, 10, 1_000))).toEqual([]);
  });

  it("gives out no more than the gap for a way so short that its quotients are rounded", () => {
    const parts = partsOf(sample(null, 0, 0, 0), sample("a", 1.265e-320, 0, 34));
    expect(parts.map((part) => [part.fromAt, part.toAt])).toEqual([[0, 34]]);
  });

  it("never gives out more time than there was", () => {
    const place = fc.record({
      segmentId: fc.constantFrom("a", "b", "c", "d", null),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      speedMs: fc.double({ min: 0, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(place, place, fc.integer({ min: 1, max: 10_000 }), (from, to, gapMs) => {
        const at = (p: typeof from, ts: number) => {
          const lengthM = road.segment(p.segmentId ?? "")?.lengthM ?? 0;
          return sample(p.segmentId, p.share * lengthM, p.speedMs, ts);
        };
        const parts = partsOf(at(from, 0), at(to, gapMs));
        const timeMs = parts.reduce((sum, part) => sum + part.toAt - part.fromAt, 0);
        expect(timeMs).toBeLessThanOrEqual(gapMs + 1e-6);
        for (const part of parts) {
          expect(part.fromAt).toBeGreaterThanOrEqual(-1e-6);
          expect(part.toAt).toBeLessThanOrEqual(gapMs + 1e-6);
          expect(part.toAt - part.fromAt).toBeGreaterThanOrEqual(-1e-6);
        }
      }),
    );
  });
});

describe("the end of a track", () => {
  it("goes on for one step at most, and not beyond the segment's end", () => {
    const parts: Part[] = [];
    const take = (...[segment, fromAt, toAt, distanceM]: Parameters<Parameters<typeof apportionLast>[2]>) =>
      parts.push({ id: segment.id, fromAt, toAt, distanceM });
    apportionLast(sample("a", 100, 10, 0), sample("a", 110, 10, 1_000), take);
    apportionLast(sample("a", 185, 10, 0), sample("a", 195, 10, 1_000), take);
    apportionLast(undefined, sample("a", 195, 10, 1_000), take);
    expect(parts).toEqual([
      { id: "a", fromAt: 1_000, toAt: 2_000, distanceM: 10 },
      { id: "a", fromAt: 1_000, toAt: 1_500, distanceM: 5 },
    ]);
  });
});
