import { gunzipSync } from "node:zlib";
import { createCityFixture } from "@arterial/db/testing/city-fixture";
import { expect, test } from "vitest";
import { createCityTiles } from "./city-tiles.ts";

const city = createCityFixture();

/** Column and row of the tile that holds a point. */
function tileOf(z: number, [lon, lat]: [number, number]): [number, number] {
  const scale = 2 ** z;
  const row = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return [Math.floor(((lon + 180) / 360) * scale), Math.floor(row * scale)];
}

test("a tile of the city holds its layers, and the same tile is made once", async () => {
  const tiles = createCityTiles(city);
  const [x, y] = tileOf(14, [11.005, 54.6]);
  const tile = await tiles.tile(14, x, y);
  const text = gunzipSync(tile ?? Buffer.alloc(0)).toString("latin1");
  for (const name of [
    "road",
    "roadLabel",
    "segment",
    "harbour-01",
    "Harbour Street",
    "zoneBoundary",
    "quayside",
  ])
    expect(text).toContain(name);
  expect(await tiles.tile(14, x, y)).toBe(tile);
});

test("a tile far away is empty and is not kept", async () => {
  const tiles = createCityTiles(city);
  expect(gunzipSync((await tiles.tile(14, 0, 0)) ?? Buffer.from("x"))).toHaveLength(0);
});

test("zooms that are not served have no tile", async () => {
  const tiles = createCityTiles(city);
  expect(await tiles.tile(7, 67, 40)).toBeNull();
  expect(await tiles.tile(17, 1, 1)).toBeNull();
});

test("the version follows the content, the bounds follow the streets", () => {
  const other = createCityTiles({ ...city, segments: city.segments.slice(0, 1) });
  expect(createCityTiles(city).version).toBe(createCityTiles(createCityFixture()).version);
  expect(other.version).not.toBe(createCityTiles(city).version);
  expect(createCityTiles(city).bounds).toEqual([11, 54.6, 11.01, 54.605]);
});
