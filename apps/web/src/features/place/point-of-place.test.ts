import type { LonLat } from "@arterial/domain/city/network";
import { expect, it } from "vitest";
import { middleOfLine, pointOfPlace } from "./point-of-place.ts";

const CENTRE: LonLat = [11.02, 54.6];
const road = (from: LonLat, to: LonLat, arm: "in" | "out" | null = null) => ({
  id: `${from} ${to}`,
  name: "Mint Street",
  lengthM: 100,
  freeFlowKmh: 50,
  ends: [from, to] as [LonLat, LonLat],
  arm,
});
const bounds: [number, number, number, number] = [11, 54.5, 11.1, 54.7];

it("the point of a site is its junction, whichever way its first arm runs", () => {
  const arms = { in: road([11, 54.6], CENTRE, "in"), out: road(CENTRE, [11.05, 54.62], "out") };
  expect(pointOfPlace({ type: "site", bounds, ways: [[arms.in, arms.out]] })).toEqual(CENTRE);
  expect(pointOfPlace({ type: "site", bounds, ways: [[arms.out]] })).toEqual(CENTRE);
});

it("the point of a corridor lies on it, half the way along", () => {
  const there = [road([11, 54.6], CENTRE), road(CENTRE, [11.04, 54.6])];
  const [lon, lat] = pointOfPlace({ type: "corridor", bounds, ways: [there, []] });
  expect(lon).toBeCloseTo(CENTRE[0], 9);
  expect(lat).toBeCloseTo(CENTRE[1], 9);
});

it("the point of a district, and of a site without arms, is the middle of its bounds", () => {
  const way = [road([11, 54.5], CENTRE)];
  for (const place of [
    { type: "zone", ways: [way] },
    { type: "site", ways: [[]] },
  ] as const) {
    const [lon, lat] = pointOfPlace({
      bounds,
      type: place.type,
      ways: place.ways.map((roads) => [...roads]),
    });
    expect([lon, lat]).toEqual([expect.closeTo(11.05, 9), expect.closeTo(54.6, 9)]);
  }
});

it("the middle of a line is that of its length, not of its points", () => {
  const [lon] = middleOfLine([
    [11, 0],
    [11.01, 0],
    [11.02, 0],
    [11.1, 0],
  ]);
  expect(lon).toBeCloseTo(11.05, 9);
});
