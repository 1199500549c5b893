import type { SegmentCourse } from "@arterial/api/live/map-contract";
import { expect, test } from "vitest";
import { distanceToLinePx, pickFeature } from "./pick-feature.ts";

// One degree is one px here, y upwards as drawn.
const project = (lon: number, lat: number) => ({ x: lon, y: lat });

function segment(
  id: string,
  line: [number, number][],
): { id: string; course: SegmentCourse; offsetPx: number } {
  return {
    id,
    course: { id, name: "", roadClass: "primary", isTwoWay: true, halfGapPx: 0, line },
    offsetPx: 3,
  };
}

const eastbound = segment("east", [
  [0, 0],
  [100, 0],
]);
const westbound = segment("west", [
  [100, 0],
  [0, 0],
]);

test("the direction whose line is under the pointer wins over its opposite", () => {
  const segments = [eastbound, westbound];
  expect(pickFeature({ point: { x: 50, y: 3 }, devices: [], segments, project })?.id).toBe("east");
  expect(pickFeature({ point: { x: 50, y: -3 }, devices: [], segments, project })?.id).toBe("west");
});

test("a device wins over the road it stands on, the nearest over the others", () => {
  const devices = [
    { id: "far", at: { x: 54, y: 0 } },
    { id: "near", at: { x: 51, y: 0 } },
  ];
  expect(pickFeature({ point: { x: 50, y: 0 }, devices, segments: [eastbound], project })).toEqual({
    type: "device",
    id: "near",
  });
});

test("a zone is what lies on no smaller thing", () => {
  const zone = () => "old-town";
  const of = { point: { x: 50, y: 0 }, devices: [], project, zone };
  expect(pickFeature({ ...of, segments: [] })).toEqual({ type: "zone", id: "old-town" });
  expect(pickFeature({ ...of, segments: [eastbound] })?.type).toBe("segment");
  expect(pickFeature({ ...of, segments: [], zone: () => null })).toBeNull();
});

test("empty ground is nothing", () => {
  expect(pickFeature({ point: { x: 5, y: 5 }, devices: [], segments: [], project })).toBeNull();
});

test("a segment is found even before its course is known", () => {
  const unknown = { id: "new", course: undefined, offsetPx: 0 };
  expect(pickFeature({ point: { x: 5, y: 5 }, devices: [], segments: [unknown], project })?.id).toBe("new");
});

test("the distance from a line ends at its ends", () => {
  const line = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ];
  expect(distanceToLinePx({ x: 5, y: 4 }, line)).toBe(4);
  expect(distanceToLinePx({ x: 13, y: 4 }, line)).toBe(5);
});
