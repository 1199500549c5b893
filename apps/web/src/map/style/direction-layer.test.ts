import { createExpression } from "@maplibre/maplibre-gl-style-spec";
import { expect, it } from "vitest";
import { directionLayer } from "../../features/traffic/direction-layer.ts";
import { drawnSegment } from "../../features/traffic/drawn-segment.ts";
import { styleContext } from "./style-context.ts";

function layoutOf(drivesOn: "right" | "left") {
  const context = styleContext({ theme: "dark", palette: "default", drivesOn, visible: new Set() });
  return directionLayer(context, { sourceLayer: "segment", visibility: "visible", isShown: ["get", "shown"] })
    .layout;
}

interface Segment {
  roadClass: "motorway" | "primary" | "secondary" | "residential";
  isTwoWay: boolean;
  halfGapPx: number;
}

/** Where a chevron stands beside its segment's course, px right of travel. */
function chevronPx(segment: Segment, zoom: number, drivesOn: "right" | "left"): number {
  const layout = layoutOf(drivesOn);
  const read = (name: "icon-size" | "icon-offset"): unknown => {
    const made = createExpression(layout?.[name], name);
    if (made.result === "error") throw new Error(made.value.map(({ message }) => message).join());
    const { roadClass, isTwoWay, halfGapPx } = segment;
    const properties = { class: roadClass, isTwoWay: isTwoWay ? 1 : 0, halfGap: halfGapPx };
    // A tile keeps the offset that it was made with; size follows the camera.
    const at = name === "icon-size" ? zoom : Math.floor(zoom);
    return made.value.evaluate({ zoom: at }, { type: "LineString", properties, geometry: [] } as never);
  };
  const [, across] = read("icon-offset") as [number, number];
  return across * (read("icon-size") as number);
}

const SEGMENTS: readonly Segment[] = [
  { roadClass: "motorway", isTwoWay: true, halfGapPx: 0 },
  { roadClass: "primary", isTwoWay: true, halfGapPx: 1 },
  { roadClass: "secondary", isTwoWay: true, halfGapPx: 0 },
  { roadClass: "residential", isTwoWay: true, halfGapPx: 0.4 },
  { roadClass: "secondary", isTwoWay: false, halfGapPx: 0 },
];

it.each(SEGMENTS)("keeps to the line of its direction: $roadClass, gap $halfGapPx", (segment) => {
  for (const zoom of [15, 15.5, 16, 17, 18]) {
    for (const drivesOn of ["right", "left"] as const) {
      const drawn = drawnSegment({ course: segment, congestionClass: "light", zoom, drivesOn });
      const off = Math.abs(chevronPx(segment, zoom, drivesOn) - drawn.offsetPx);
      expect(off, `${drivesOn} ${zoom}`).toBeLessThanOrEqual(drawn.widthPx / 2);
    }
  }
});

it("stands on the driving side, and in the middle of a one-way road", () => {
  const [twoWay, oneWay] = [SEGMENTS[0], SEGMENTS[4]] as [Segment, Segment];
  expect(chevronPx(twoWay, 16, "right")).toBeGreaterThan(3);
  expect(chevronPx(twoWay, 16, "left")).toBeLessThan(-3);
  expect(chevronPx(oneWay, 16, "right")).toBe(0);
});

it("points the way of travel even where that is upside down", () => {
  expect(layoutOf("right")?.["icon-keep-upright"]).toBe(false);
});
