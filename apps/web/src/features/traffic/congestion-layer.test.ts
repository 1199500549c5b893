import { CONGESTION_CLASSES, type CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { expect, test } from "vitest";
import { CITY_SOURCE, styleContext } from "../../map/style/style-context.ts";
import { evaluateLine } from "../../map/style/testing/evaluate-line.ts";
import { congestionLayers } from "./congestion-layer.ts";
import { drawnSegment } from "./drawn-segment.ts";

const PROPERTIES = { class: "primary", isTwoWay: 1, halfGap: 2 };
const COURSE = { roadClass: "primary", isTwoWay: true, halfGapPx: 2 } as const;
const ZOOM = 15;

const context = styleContext({
  theme: "dark",
  palette: "default",
  drivesOn: "right",
  visible: new Set(["congestion"]),
});
const lines = congestionLayers(context).filter(
  (layer) => layer.type === "line" && /^congestion/.test(layer.id) && layer.source === CITY_SOURCE,
);

/** A paint property of a segment of a class, px. */
function evaluate(
  id: string,
  property: Parameters<typeof evaluateLine>[1],
  congestionClass?: CongestionClass,
): number {
  const state = congestionClass ? { class: congestionClass } : {};
  const layer = lines.find((line) => line.id === id);
  return evaluateLine(layer, property, { zoom: ZOOM, properties: PROPERTIES, state });
}

function drawnLayers(congestionClass?: CongestionClass): string[] {
  return lines.filter(({ id }) => evaluate(id, "line-width", congestionClass) > 0).map(({ id }) => id);
}

test.each([
  ["free", ["congestion-flowing"]],
  ["moderate", ["congestion-casing", "congestion-slow"]],
  ["severe", ["congestion-casing", "congestion-severe", "congestion-severe-stripe"]],
  ["closed", []],
  ["unknown", ["congestion-unknown"]],
] satisfies [CongestionClass, string[]][])(
  "a segment that is %s is drawn by its own layers only",
  (cls, layers) => {
    expect(drawnLayers(cls)).toEqual(layers);
  },
);

test("a segment of which nothing is known yet is not drawn at all", () => {
  expect(drawnLayers()).toEqual([]);
});

test.each(CONGESTION_CLASSES.filter((cls) => cls !== "closed"))(
  "the map draws a segment that is %s where the outline expects it",
  (congestionClass) => {
    const drawn = drawnSegment({ course: COURSE, congestionClass, zoom: ZOOM, drivesOn: "right" });
    const id = drawnLayers(congestionClass).find((layer) => layer !== "congestion-casing") ?? "";
    expect(evaluate(id, "line-offset", congestionClass)).toBeCloseTo(drawn.offsetPx);
    expect(evaluate(id, "line-width", congestionClass)).toBeCloseTo(drawn.widthPx);
  },
);
