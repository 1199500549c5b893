import { expect, test } from "vitest";
import { airLayer } from "../../features/air/air-layer.ts";
import { cameraLayer } from "../../features/camera/camera-layer.ts";
import { loopLayer } from "../../features/traffic/loop-layer.ts";
import type { Camera } from "../overlay/camera.ts";
import type { DeviceLayer } from "./device-layer.ts";
import { markersNear, placeMarkers } from "./place-markers.ts";

const CITY: Camera = { center: [10.85, 54.6], zoom: 12, widthPx: 1_000, heightPx: 600 };
const STREET: Camera = { ...CITY, zoom: 16 };
const MIDDLE = { x: 500, y: 300 };

/** Markers beside the middle of the view, at so many px to the right at a zoom. */
function row(layer: DeviceLayer, camera: Camera, ...pxs: number[]) {
  const degrees = 360 / (512 * 2 ** camera.zoom);
  const [lon, lat] = camera.center;
  const markers = pxs.map((px) => ({
    id: `${layer.kind} ${px}`,
    lon: lon + px * degrees,
    lat,
    icon: "",
    text: "",
  }));
  return { layer, markers };
}

const idsOf = (placed: ReturnType<typeof placeMarkers>) =>
  placed.filter(({ isCrowdedOut }) => !isCrowdedOut).map(({ marker }) => marker.id);

test("markers stand where their devices are, the more important ones above", () => {
  const placed = placeMarkers([row(cameraLayer, STREET, 0), row(airLayer, STREET, 40)], STREET);
  expect(placed.map(({ marker }) => marker.id)).toEqual(["camera 0", "air 40"]);
  expect(placed[1]?.at.x).toBeCloseTo(MIDDLE.x + 40);
  expect(placed[1]?.at.y).toBeCloseTo(MIDDLE.y);
});

test("far out the less important of two that would lie over each other gives way, near by both stay", () => {
  const crowd = (camera: Camera) =>
    idsOf(placeMarkers([row(cameraLayer, camera, 0, 60), row(airLayer, camera, 10)], camera));
  expect(crowd(CITY)).toEqual(["camera 60", "air 10"]);
  expect(crowd(STREET)).toEqual(["camera 0", "camera 60", "air 10"]);
});

test("who gives way does not change with what is in view", () => {
  const layers = [row(cameraLayer, CITY, 10), row(airLayer, CITY, 0)];
  const aside: Camera = { ...CITY, widthPx: 40 };
  expect(idsOf(placeMarkers(layers, aside))).toEqual(idsOf(placeMarkers(layers, CITY)));
});

test("what is far outside of the view is left out, and what is drawn from near by only", () => {
  expect(placeMarkers([row(airLayer, CITY, 700)], CITY)).toEqual([]);
  expect(placeMarkers([row(loopLayer, CITY, 0)], CITY)).toEqual([]);
  expect(idsOf(placeMarkers([row(loopLayer, STREET, 0)], STREET))).toEqual(["traffic 0"]);
});

test("a pointer reaches a marker a little beside it, and none that gave way", () => {
  const placed = placeMarkers([row(cameraLayer, CITY, 10), row(airLayer, CITY, 0)], CITY);
  const near = (x: number) => markersNear(placed, { x, y: MIDDLE.y }, 4).map(({ marker }) => marker.id);
  expect(near(MIDDLE.x + 16)).toEqual(["air 0"]);
  expect(near(MIDDLE.x + 18)).toEqual([]);
});
