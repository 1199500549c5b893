import { expect, it } from "vitest";
import { drivenSpeeds, isTold, routeSeries, routeTime, type SegmentSpeed } from "./route-time.ts";

const PIECES = [
  { segmentId: "a", lengthM: 1000, freeFlowKmh: 60 },
  { segmentId: "b", lengthM: 1000, freeFlowKmh: 60 },
  { segmentId: "c", lengthM: 500, freeFlowKmh: 30 },
];

function windowOf(segmentId: string, changes: Partial<SegmentSpeed> = {}): SegmentSpeed {
  const speedKmh = changes.speedKmh === undefined ? 60 : changes.speedKmh;
  const flowVph = changes.flowVph ?? 600;
  return {
    ...{ segmentId, startAt: 0, observed: 1 },
    ...changes,
    speedKmh,
    flowVph,
    densityVpkm: speedKmh ? flowVph / speedKmh : 0,
  };
}

it("adds lengths over speeds, takes what is unknown at free flow, and says how much that is", () => {
  const time = routeTime(PIECES, drivenSpeeds([windowOf("a"), windowOf("b", { speedKmh: 20, observed: 0 })]));
  expect(time).toMatchObject({ lengthM: 2500, seconds: 60 + 180 + 60, freeFlowS: 180, knownShare: 0.8 });
  expect(time).toMatchObject({ observed: 1, imputed: 1, total: 3 });
  expect(time.worst).toEqual({ segmentId: "b", delayS: 120, speedKmh: 20 });
});

it("tells no time when less than half of the way is known", () => {
  expect(isTold(routeTime(PIECES, drivenSpeeds([windowOf("a"), windowOf("c")])))).toBe(true);
  expect(isTold(routeTime(PIECES, drivenSpeeds([windowOf("a"), windowOf("b", { speedKmh: null })])))).toBe(
    false,
  );
  expect(routeTime(PIECES, new Map()).worst).toBeNull();
});

it("is harmonic: a slow window weighs by the time that is spent in it", () => {
  // As many vehicles at 60 km/h as at 20 km/h: 1200 veh/h by 10 + 30 veh/km.
  const speeds = drivenSpeeds([windowOf("a"), windowOf("a", { speedKmh: 20, startAt: 60_000 })]);
  expect(speeds.get("a")).toEqual({ speedKmh: 30, isObserved: true });
});

it("lets what was observed stand alone beside what was filled in", () => {
  const filled = windowOf("a", { speedKmh: 50, observed: 0 });
  const seen = windowOf("a", { speedKmh: 20 });
  expect(drivenSpeeds([filled, seen, filled]).get("a")).toEqual({ speedKmh: 20, isObserved: true });
  expect(drivenSpeeds([filled, filled]).get("a")).toEqual({ speedKmh: 50, isObserved: false });
});

it("makes a series whose last step ends at the moment that is looked at", () => {
  const windows = [
    windowOf("a", { startAt: 0, speedKmh: 30 }),
    windowOf("a", { startAt: 299_999, speedKmh: 30 }),
    windowOf("a", { startAt: 300_000, speedKmh: 15 }),
    windowOf("a", { startAt: 600_000, speedKmh: 5 }),
  ];
  const series = routeSeries(PIECES.slice(0, 1), windows, { fromMs: 0, toMs: 600_000, stepMs: 300_000 });
  expect(series.map(({ at, seconds }) => [at, seconds])).toEqual([
    [300_000, 120],
    [600_000, 240],
  ]);
});

it("drives a segment twice where the route does", () => {
  const [first] = PIECES;
  if (!first) throw new Error("no piece");
  expect(routeTime([first, first], drivenSpeeds([windowOf("a", { speedKmh: 30 })]))).toMatchObject({
    seconds: 240,
    observed: 2,
  });
});
