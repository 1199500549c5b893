import { describe, expect, it } from "vitest";
import type { LonLat } from "../city/network.ts";
import { bestSight, sightOf } from "./camera-view.ts";

/** Looks north-east from the origin; 0.001° of latitude is 111 m. */
const camera = { lon: 0, lat: 0, headingDeg: 45, fieldOfViewDeg: 60, rangeM: 200 };

describe("sightOf", () => {
  it.each<[string, LonLat, boolean]>([
    ["straight ahead", [0.001, 0.001], true],
    ["at the edge of the field", [0.0003, 0.001], true],
    ["just beside it", [0.0002, 0.001], false],
    ["behind", [-0.001, -0.001], false],
    ["too far ahead", [0.002, 0.002], false],
  ])("knows a point %s", (_name, point, isInView) => {
    expect(sightOf(camera, point).isInView).toBe(isInView);
  });

  it("measures across north", () => {
    expect(sightOf({ ...camera, headingDeg: 350 }, [0.0001, 0.001]).offAxisDeg).toBeCloseTo(15.7, 1);
  });

  it("never claims a view for a camera of which no heading is known", () => {
    expect(sightOf({ lon: 0, lat: 0 }, [0, 0.0001])).toMatchObject({ offAxisDeg: null, isInView: false });
  });
});

it("the best sight is one in view, though another point is nearer", () => {
  expect(
    bestSight(camera, [
      [-0.0001, 0],
      [0.001, 0.001],
    ])?.isInView,
  ).toBe(true);
  expect(
    bestSight(camera, [
      [-0.0005, 0],
      [-0.0001, 0],
    ])?.distanceM,
  ).toBeLessThan(12);
  expect(bestSight(camera, [])).toBeNull();
});
