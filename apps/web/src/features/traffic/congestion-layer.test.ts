import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { expect, test } from "vitest";
import { CITY_SOURCE, styleContext } from "../../map/style/style-context.ts";
import { evaluateLine } from "../../map/style/testing/evaluate-layer.ts";
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
  return lines
    .filter(
      ({ id, layout }) => layout?.visibility !== "none" && evaluate(id, "line-width", congestionClass) > 0,
    )
    .map(({ id }) => id);
}

test.each([
  ["free", ["congestion-flowing"]],
  ["light", ["congestion-flowing"]],
  ["moderate", []],
  ["severe", []],
  ["closed", []],
  ["unknown", ["congestion-unknown"]],
] satisfies [CongestionClass, string[]][])(
  "of the base tiles' lines, a segment that is %s is drawn by its own layer only",
  (cls, layers) => {
    expect(drawnLayers(cls)).toEqual(layers);
  },
);

test("a segment of which nothing is known yet is not drawn at all", () => {
  expect(drawnLayers()).toEqual([]);
});

test.each(["free", "light", "unknown"] as const)(
  "the map draws a segment that is %s where the outline expects it",
  (congestionClass) => {
    const drawn = drawnSegment({ course: COURSE, congestionClass, zoom: ZOOM, drivesOn: "right" });
    const [id = ""] = drawnLayers(congestionClass);
    expect(evaluate(id, "line-offset", congestionClass)).toBeCloseTo(drawn.offsetPx);
    expect(evaluate(id, "line-width", congestionClass)).toBeCloseTo(drawn.widthPx);
  },
);
