import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { expect, test } from "vitest";
import type { LayerSpecification } from "../../map/map-types.ts";
import { styleContext } from "../../map/style/style-context.ts";
import { evaluateLine, passesFilter } from "../../map/style/testing/evaluate-layer.ts";
import { drawnSegment } from "./drawn-segment.ts";
import { impededChange, impededLayers } from "./impeded-layers.ts";

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
const NONE: ReadonlySet<string> = new Set();
const context = styleContext({
  theme: "dark",
  palette: "default",
  drivesOn: "left",
  visible: new Set(["congestion"]),
});
const lines = impededLayers(context).filter(({ type }) => type === "line");

/** How a paint property of a layer comes out for a segment of a class, px. */
function evaluate(
  layer: LayerSpecification | undefined,
  property: Parameters<typeof evaluateLine>[1],
  congestionClass: CongestionClass,
): number {
  const [feature] = impededChange(courses, NONE, [["north", congestionClass]]).add;
  return evaluateLine(layer, property, { zoom: 15, properties: { ...feature?.properties }, state: {} });
}

function layersOf(congestionClass: CongestionClass): LayerSpecification[] {
  const [feature] = impededChange(courses, NONE, [["north", congestionClass]]).add;
  return lines.filter((layer) => passesFilter(layer, { zoom: 15, properties: { ...feature?.properties } }));
}

test("who becomes impeded comes along its course, who is no more goes, and the others are left alone", () => {
  const { add, remove } = impededChange(courses, new Set(["south"]), [
    ["north", "heavy"],
    ["south", "light"],
    ["east", "free"],
  ]);
  expect(add.map(({ geometry, properties }) => [geometry.coordinates, properties.congestion])).toEqual([
    [COURSE.line, "heavy"],
  ]);
  expect(remove).toEqual(["south"]);
});

test("a segment whose course is not known yet is not drawn", () => {
  expect(impededChange(new Map(), NONE, [["north", "severe"]])).toEqual({ add: [], remove: [] });
});

test.each([
  ["moderate", ["congestion-casing", "congestion-slow"]],
  ["heavy", ["congestion-casing", "congestion-slow"]],
  ["severe", ["congestion-casing", "congestion-severe", "congestion-severe-stripe"]],
  ["closed", ["congestion-closed"]],
] satisfies [CongestionClass, string[]][])(
  "a segment that is %s is in its own layers only",
  (cls, layers) => {
    expect(layersOf(cls).map(({ id }) => id)).toEqual(layers);
  },
);

test.each(["moderate", "heavy", "severe", "closed"] as const)(
  "the map draws a segment that is %s where the outline expects it",
  (congestionClass) => {
    const line = layersOf(congestionClass).find(({ id }) => id !== "congestion-casing");
    const edges = congestionClass === "closed" ? 2 : 1;
    const widthPx =
      evaluate(line, "line-gap-width", congestionClass) +
      edges * evaluate(line, "line-width", congestionClass);
    const drawn = drawnSegment({ course: COURSE, congestionClass, zoom: 15, drivesOn: "left" });
    expect(widthPx).toBeCloseTo(drawn.widthPx);
    expect(evaluate(line, "line-offset", congestionClass)).toBeCloseTo(drawn.offsetPx);
  },
);
