import { DEFAULT_DETAIL_ZOOMS } from "@arterial/api/live/contract";
import { watchRequestSchema } from "@arterial/api/live/request";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_NEEDS, type WatchNeeds, watchRequest } from "./view-watch.ts";

const bounds = [10.9, 54.5, 11.1, 54.65] as const;
const needs = (more: Partial<WatchNeeds>): WatchNeeds => ({
  ...NO_NEEDS,
  detailZooms: DEFAULT_DETAIL_ZOOMS,
  layers: new Set(["vehicles", "segments", "devices", "figures"]),
  ...more,
});

test("near enough, everything is watched by detail tiles", () => {
  const request = watchRequest(needs({ view: { bounds, zoom: 12 } }));
  expect(request.layers).toEqual(["vehicles", "segments", "devices", "figures"]);
  expect(request.clusterTiles).toBeNull();
});

test("until the gateway said how dense the city is, no more devices are asked for than any screen needs", () => {
  const { detailZooms } = NO_NEEDS;
  const far = watchRequest(needs({ view: { bounds, zoom: 12 }, detailZooms }));
  expect(far.layers).toEqual(["vehicles", "segments", "figures", "clusters"]);
  const near = watchRequest(needs({ view: { bounds, zoom: 15 }, detailZooms }));
  expect(near.layers).toEqual(["vehicles", "segments", "devices", "figures"]);
});

test("from far, clusters stand for vehicles and devices, while roads keep their own colours", () => {
  const request = watchRequest(needs({ view: { bounds, zoom: 9.4 } }));
  expect(request.layers).toEqual(["segments", "figures", "clusters"]);
  expect(request.clusterTiles?.z).toBe(9);
});

test("where devices stand thickly, they are clustered while vehicles are not", () => {
  const detailZooms = { vehicles: 10, devices: 14 };
  const request = watchRequest(needs({ view: { bounds, zoom: 12.9 }, detailZooms }));
  expect(request.layers).toEqual(["vehicles", "segments", "figures", "clusters"]);
  expect(request.clusterTiles?.z).toBe(12);
});

test("before the map is there, only what has no place is watched, and what is shown by itself", () => {
  const items = [{ layer: "devices" as const, id: "a" }];
  expect(watchRequest(needs({ items }))).toEqual({
    layers: ["figures", "devices"],
    tiles: null,
    clusterTiles: null,
    items,
  });
});

test("any view makes a request that the gateway takes", () => {
  const lon = fc.double({ min: -180, max: 180, noNaN: true });
  const lat = fc.double({ min: -85, max: 85, noNaN: true });
  fc.assert(
    fc.property(lon, lon, lat, lat, fc.double({ min: 0, max: 22, noNaN: true }), (a, b, c, d, zoom) => {
      const view = {
        bounds: [Math.min(a, b), Math.min(c, d), Math.max(a, b), Math.max(c, d)] as const,
        zoom,
      };
      expect(watchRequestSchema.safeParse(watchRequest(needs({ view }))).success).toBe(true);
    }),
  );
});
