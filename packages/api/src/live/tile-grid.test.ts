import fc from "fast-check";
import { expect, it } from "vitest";
import { formatReplayClock, parseReplayClock, REPLAY_SPEEDS, type ReplayClock } from "./replay-clock.ts";
import { watchRequestSchema } from "./request.ts";
import {
  DETAIL_TILE_ZOOM,
  fromTileSteps,
  isInRange,
  tileAt,
  tileKey,
  tilesOfBounds,
  tilesOfLine,
  toTileSteps,
} from "./tile-grid.ts";

const lonLat = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -85, max: 85, noNaN: true }),
);

it("the tile of a known place is the one of every XYZ map", () => {
  // Berlin, Brandenburg Gate, by the formula of https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames
  expect(tileAt([13.3777, 52.5163], 13)).toEqual({ z: 13, x: 4_400, y: 2_686 });
});

it("a position survives the steps of its tile", () => {
  fc.assert(
    fc.property(lonLat, (point) => {
      const tile = tileAt(point, DETAIL_TILE_ZOOM);
      const { stepX, stepY } = toTileSteps(point, tile);
      const [lon, lat] = fromTileSteps(tile, stepX, stepY);
      expect(Math.abs(lon - point[0])).toBeLessThan(1e-6);
      expect(Math.abs(lat - point[1])).toBeLessThan(1e-6);
    }),
  );
});

it("what lies in bounds lies in a tile of the bounds' range", () => {
  fc.assert(
    fc.property(lonLat, lonLat, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
      const bounds = [
        Math.min(a[0], b[0]),
        Math.min(a[1], b[1]),
        Math.max(a[0], b[0]),
        Math.max(a[1], b[1]),
      ] as const;
      const inside: [number, number] = [
        bounds[0] + (bounds[2] - bounds[0]) * share,
        bounds[1] + (bounds[3] - bounds[1]) * share,
      ];
      expect(isInRange(tileAt(inside, 9), tilesOfBounds(bounds, 9))).toBe(true);
    }),
  );
});

it("tiles have numbers of their own", () => {
  const tile = fc
    .nat({ max: DETAIL_TILE_ZOOM })
    .chain((z) =>
      fc.record({ z: fc.constant(z), x: fc.nat({ max: 2 ** z - 1 }), y: fc.nat({ max: 2 ** z - 1 }) }),
    );
  fc.assert(
    fc.property(tile, tile, (a, b) => {
      const isSame = a.z === b.z && a.x === b.x && a.y === b.y;
      expect(tileKey(a) === tileKey(b)).toBe(isSame);
    }),
  );
});

it("a line is in the tiles of its ends and of what lies between", () => {
  const line: [number, number][] = [
    [10.0, 54.0],
    [10.2, 54.0],
  ];
  const tiles = tilesOfLine(line, DETAIL_TILE_ZOOM);
  const [first, last] = [tileAt([10.0, 54.0], 13), tileAt([10.2, 54.0], 13)];
  expect(tiles.map(({ x }) => x)).toEqual(
    Array.from({ length: last.x - first.x + 1 }, (_, index) => first.x + index),
  );
});

it("a request for more tiles than a wall shows, or for tiles that do not exist, is refused", () => {
  const request = (maxX: number, minX = 0) => ({
    layers: ["vehicles"],
    tiles: { z: 13, minX, minY: 0, maxX, maxY: 31 },
    clusterTiles: null,
    items: [],
  });
  expect(watchRequestSchema.safeParse(request(31)).success).toBe(true);
  expect(watchRequestSchema.safeParse(request(32)).success).toBe(false);
  expect(watchRequestSchema.safeParse(request(8_192, 8_190)).success).toBe(false);
  expect(watchRequestSchema.safeParse(request(3, 5)).success).toBe(false);
});

it("the clock comes back from the address as it was written", () => {
  const clock: fc.Arbitrary<ReplayClock> = fc.oneof(
    fc.constant<ReplayClock>({ mode: "live" }),
    fc.record({
      mode: fc.constant("replay" as const),
      t: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      speed: fc.constantFrom(0 as const, ...REPLAY_SPEEDS),
    }),
  );
  fc.assert(
    fc.property(clock, (written) => {
      const params = new URLSearchParams(formatReplayClock(written).join("&"));
      expect(parseReplayClock(params)).toEqual(written);
    }),
  );
  expect(parseReplayClock(new URLSearchParams("t=yesterday"))).toEqual({ mode: "live" });
  expect(parseReplayClock(new URLSearchParams("t=2026-11-25T10:00:00Z&speed=7"))).toMatchObject({ speed: 0 });
});
