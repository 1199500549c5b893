import type { SegmentCourse } from "@arterial/api/live/map-contract";
import { expect, it } from "vitest";
import { arrowsAlong } from "./route-arrows.ts";
import { courseOfPart, wholeSegments } from "./segment-part.ts";

it("sets arrows at even distances, on over the end of each line, in the direction of travel", () => {
  const lines = [
    [
      { x: 0, y: 0 },
      { x: 30, y: 0 },
    ],
    [
      { x: 30, y: 0 },
      { x: 30, y: 40 },
    ],
  ];
  expect(arrowsAlong(lines, 20)).toEqual([
    { x: 10, y: 0, angle: 0 },
    { x: 30, y: 0, angle: 0 },
    { x: 30, y: 20, angle: Math.PI / 2 },
    { x: 30, y: 40, angle: Math.PI / 2 },
  ]);
  expect(arrowsAlong([], 20)).toEqual([]);
});

it("sets none on what has no length", () => {
  const point = { x: 1, y: 1 };
  expect(arrowsAlong([[point, point], [point]], 20)).toEqual([]);
});

it("cuts a segment where a route begins or ends on it", () => {
  const course = {
    id: "a",
    line: [
      [11, 54],
      [11, 54.01],
    ],
  } as SegmentCourse;
  const { line } = courseOfPart(course, { segmentId: "a", from: 0.25, to: 1 });
  expect(line[0]?.[1]).toBeCloseTo(54.0025, 6);
  expect(line.at(-1)?.[1]).toBeCloseTo(54.01, 6);
  const [whole] = wholeSegments(["a"]);
  expect(whole && courseOfPart(course, whole)).toBe(course);
});
