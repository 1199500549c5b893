import type { SegmentCourse } from "@arterial/api/live/map-contract";
import { expect, test } from "vitest";
import { styleContext } from "../../map/style/style-context.ts";
import { evaluateLine } from "../../map/style/testing/evaluate-line.ts";
import { closedLayers, closedLines } from "./closed-layer.ts";
import { drawnSegment } from "./drawn-segment.ts";

const COURSE: SegmentCourse = {
  id: "north",
  name: "",
  roadClass: "primary",
  isTwoWay: true,
  halfGapPx: 2,
  line: [
    [10, 54],
    [10, 54.01],
  ],
};
const courses = new Map([COURSE, { ...COURSE, id: "south" }].map((course) => [course.id, course]));
const context = styleContext({
  theme: "dark",
  palette: "default",
  drivesOn: "left",
  visible: new Set(["congestion"]),
});

test("only what is drawn as closed has a line, along its course", () => {
  const { features } = closedLines(
    courses,
    new Map([
      ["north", "closed"],
      ["south", "severe"],
    ]),
  );
  expect(features.map(({ geometry }) => geometry.coordinates)).toEqual([COURSE.line]);
});

test("its edges stand where the outline of a closed segment expects them", () => {
  const [line] = closedLayers(context);
  const [feature] = closedLines(courses, new Map([["north", "closed"]])).features;
  const of = { zoom: 15, properties: { ...feature?.properties }, state: {} };
  const widthPx = evaluateLine(line, "line-gap-width", of) + 2 * evaluateLine(line, "line-width", of);
  const drawn = drawnSegment({ course: COURSE, congestionClass: "closed", zoom: 15, drivesOn: "left" });
  expect({ widthPx, offsetPx: evaluateLine(line, "line-offset", of) }).toEqual(drawn);
});
