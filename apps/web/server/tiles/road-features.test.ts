import { createCityFixture } from "@arterial/db/testing/city-fixture";
import { distanceM } from "@arterial/domain/city/geometry";
import type { LonLat, Segment } from "@arterial/domain/city/network";
import { describe, expect, test } from "vitest";
import { centreLine, lineLengthM, meanGapM, resample } from "./planar.ts";
import { roadFeatures, roadLabelFeatures, segmentFeatures } from "./road-features.ts";

const city = createCityFixture();
const north = (metres: number) => metres / 111_195;

/** The fixture with the carriageways of its two-way street moved apart. */
function apart(metres: number): Segment[] {
  return city.segments.map((segment) =>
    segment.id === "harbour-02"
      ? { ...segment, line: segment.line.map(([lon, lat]): LonLat => [lon, lat + north(metres)]) }
      : segment,
  );
}

describe("segments", () => {
  test("are drawn one by one and know whether they have an opposite", () => {
    const features = segmentFeatures(city.segments, city.junctions);
    expect(features.map(({ properties }) => [properties.id, properties.isTwoWay])).toEqual([
      ["harbour-01", 1],
      ["harbour-02", 1],
      ["mint-01", 0],
    ]);
  });

  test("tell how far their line is from the middle of the road", () => {
    const [same] = segmentFeatures(city.segments, city.junctions);
    const [moved] = segmentFeatures(apart(8), city.junctions);
    expect(same?.properties.halfGap).toBe(0);
    // At 54.6° a pixel of zoom 15 is 1.384 m, and half of 8 m lies on each side.
    expect(moved?.properties.halfGap).toBeCloseTo(4 / 1.384, 1);
  });

  test("that stop short of a junction are drawn on to it", () => {
    const short = city.segments.map((segment) => ({
      ...segment,
      line:
        segment.id === "mint-01"
          ? ([
              [11.01, 54.6001],
              [11.01, 54.6049],
            ] as LonLat[])
          : segment.line,
    }));
    const mint = segmentFeatures(short, city.junctions).find(({ properties }) => properties.id === "mint-01");
    const [start, end] = [mint?.geometry.coordinates[0], mint?.geometry.coordinates.at(-1)];
    expect(start?.[1]).toBeCloseTo(54.6, 6);
    expect(end?.[1]).toBeCloseTo(54.605, 6);
  });
});

describe("roads", () => {
  test("are one line for both directions, in the middle", () => {
    const primary = roadFeatures(apart(8), city.junctions).filter(
      ({ properties }) => properties.class === "primary",
    );
    expect(primary).toHaveLength(1);
    const middle = primary[0]?.geometry.coordinates[1];
    expect(middle?.[1]).toBeCloseTo(54.6 + north(4), 7);
  });

  test("carry their name and number once a street", () => {
    expect(roadLabelFeatures(city.segments, city.junctions).map(({ properties }) => properties)).toEqual([
      { class: "primary", name: "Harbour Street", ref: "R1" },
      { class: "residential", name: "Mint Street", ref: "" },
    ]);
  });
});

describe("lines in the plane", () => {
  const line: LonLat[] = [
    [11, 54.6],
    [11, 54.601],
    [11.002, 54.601],
  ];

  test("are resampled at equal distances with their ends kept", () => {
    const points = resample(line, 5);
    expect(points[0]).toEqual(line[0]);
    expect(points[4]).toEqual(line[2]);
    const steps = points.slice(1).map((point, index) => distanceM(points[index] ?? point, point));
    expect(Math.max(...steps)).toBeLessThan((lineLengthM(line) / 4) * 1.01);
  });

  test("have a mean gap and a centre", () => {
    const moved = line.map(([lon, lat]): LonLat => [lon, lat + north(10)]);
    expect(meanGapM(line, moved)).toBeCloseTo(10, 1);
    expect(meanGapM(line, centreLine(line, moved))).toBeCloseTo(5, 1);
  });
});
