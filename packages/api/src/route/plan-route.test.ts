import type { StoredSegment } from "@arterial/db/city/read-city";
import type { LonLat } from "@arterial/domain/city/network";
import { expect, it } from "vitest";
import { planRoute, type RoutePlan, type RouteProblem } from "./plan-route.ts";
import { createRoadGraph, SNAP_REACH_M } from "./road-graph.ts";

/** Junctions of a grid whose sides are about 640 m (east) and 1110 m (north). */
const JUNCTIONS: Readonly<Record<string, LonLat>> = {
  a: [11, 54.6],
  b: [11.01, 54.6],
  c: [11.02, 54.6],
  d: [11.01, 54.61],
  e: [11.02, 54.61],
};

function road(from: string, to: string, changes: Partial<StoredSegment> = {}): StoredSegment {
  const ends = [JUNCTIONS[from], JUNCTIONS[to]] as [LonLat, LonLat];
  return {
    id: `${from}${to}`,
    name: `${from}-${to}`,
    roadClass: "primary",
    lanes: 1,
    speedLimitKmh: 36,
    lengthM: from === "b" && to === "d" ? 1110 : 640,
    fromJunctionId: from,
    toJunctionId: to,
    isBridge: false,
    line: ends,
    ...changes,
  };
}

function both(from: string, to: string, changes: Partial<StoredSegment> = {}): StoredSegment[] {
  return [
    road(from, to, { ...changes, oppositeId: `${to}${from}` }),
    road(to, from, { ...changes, oppositeId: `${from}${to}` }),
  ];
}

/** a and b, b and c are joined both ways; b to d, d to e and e to c one way only. */
const SEGMENTS = [...both("a", "b"), ...both("b", "c"), road("b", "d"), road("d", "e"), road("e", "c")];

function plan(points: LonLat[], segments = SEGMENTS, freeFlow: [string, number][] = []) {
  return planRoute(createRoadGraph(segments, new Map(freeFlow)), points);
}

function idsOf(found: RoutePlan | RouteProblem): string[] {
  if (found.status !== "found") throw new Error(found.status);
  return found.pieces.map(({ segmentId }) => segmentId);
}

const NEAR_A: LonLat = [11.001, 54.6001];
const NEAR_C: LonLat = [11.019, 54.5999];
const ON_DE: LonLat = [11.015, 54.6101];

it("drives the shortest way in the direction from origin to destination, and the other one back", () => {
  const there = plan([NEAR_A, NEAR_C]);
  expect(idsOf(there)).toEqual(["ab", "bc"]);
  expect(idsOf(plan([NEAR_C, NEAR_A]))).toEqual(["cb", "ba"]);
  if (there.status !== "found") throw new Error(there.status);
  // Nine tenths of each segment, at 10 m/s.
  expect(there.lengthM).toBeCloseTo(0.9 * 640 * 2, 0);
  expect(there.freeFlowS).toBeCloseTo(0.9 * 64 * 2, 1);
  expect(there.pieces[0]?.from).toBeCloseTo(0.1, 3);
  expect(there.pieces[1]?.to).toBeCloseTo(0.9, 3);
  expect(there.points[0]?.[0]).toBeCloseTo(11.001, 5);
  expect(there.points[0]?.[1]).toBeCloseTo(54.6, 5);
  expect(there.pieces[0]?.line.at(-1)?.[0]).toBeCloseTo(11.01, 6);
});

it("goes by the points between", () => {
  expect(idsOf(plan([NEAR_A, ON_DE, NEAR_C]))).toEqual(["ab", "bd", "de", "ec", "cb"]);
  // A point on the way changes nothing, and its segment is driven once.
  const [direct, through] = [plan([NEAR_A, NEAR_C]), plan([NEAR_A, [11.005, 54.6], NEAR_C])];
  expect(idsOf(through)).toEqual(idsOf(direct));
  expect(through).toMatchObject({ lengthM: expect.closeTo((direct as RoutePlan).lengthM, 6) });
});

it("prefers the faster way to the shorter one", () => {
  const fast: [string, number][] = ["bd", "de", "ec"].map((id) => [id, 360]);
  expect(idsOf(plan([NEAR_A, JUNCTIONS.c as LonLat], SEGMENTS, fast))).toEqual(["ab", "bd", "de", "ec"]);
});

it("drives around the block to a point behind it on a one-way road", () => {
  const ring = [road("b", "d"), road("d", "e"), road("e", "c"), road("c", "b")];
  const [later, sooner]: LonLat[] = [
    [11.01, 54.608],
    [11.01, 54.602],
  ];
  const found = plan([later as LonLat, sooner as LonLat], ring);
  expect(idsOf(found)).toEqual(["bd", "de", "ec", "cb", "bd"]);
  expect(idsOf(plan([sooner as LonLat, later as LonLat], ring))).toEqual(["bd"]);
});

it("says that there is no way against a one-way road, and which point it fails at", () => {
  const oneWay = [road("a", "b"), road("b", "c")];
  expect(plan([NEAR_C, NEAR_A], oneWay)).toEqual({ status: "no_way", index: 1 });
  expect(plan([NEAR_A, NEAR_C, NEAR_A], oneWay)).toEqual({ status: "no_way", index: 2 });
});

it("turns back at a dead end only", () => {
  const ring = [
    ["a", "b"],
    ["b", "c"],
    ["c", "e"],
    ["e", "d"],
    ["d", "b"],
  ] as const;
  const there: LonLat[] = [
    [11.005, 54.6],
    [11.015, 54.6],
    [11.005, 54.6],
  ];
  const found = plan(
    there,
    ring.flatMap(([from, to]) => both(from, to)),
  );
  expect(idsOf(found)).toEqual(["ab", "bc", "ce", "ed", "db", "ba"]);
  const street = [...both("a", "b"), ...both("b", "c")];
  const back = plan([NEAR_A, [11.0199, 54.6], NEAR_A], street);
  expect(idsOf(back)).toEqual(["ab", "bc", "cb", "ba"]);
});

it("takes no railway and no path for a road, and reaches no farther than it says", () => {
  const [lon, lat] = NEAR_A;
  const metres = (distance: number): LonLat => [lon, lat + (SNAP_REACH_M + distance) / 111_195];
  expect(plan([metres(20), NEAR_C])).toEqual({ status: "no_road", index: 0, reachM: SNAP_REACH_M });
  expect(plan([metres(-20), NEAR_C]).status).toBe("found");
  expect(plan([NEAR_A, NEAR_C], [road("a", "b", { roadClass: "railway" })]).status).toBe("no_road");
});

it("refuses a way that is too long, or has no length", () => {
  const long = [road("a", "b", { lengthM: 70_000 }), road("b", "c")];
  expect(plan([NEAR_A, NEAR_C], long)).toEqual({ status: "too_long", limitKm: 60 });
  expect(plan([NEAR_A, NEAR_A])).toEqual({ status: "same_place" });
});
