import { DETAIL_TILE_ZOOM, fromMercator } from "../../packages/api/src/live/tile-grid.ts";
import type { LiveSegment, VehiclePosition } from "../../packages/domain/src/live/frame.ts";

/** A made-up city on a square of detail tiles, the same for the gateway and for who checks what it sent. */
export const CITY_TILES = 10;
/** The tile in its south-west corner. */
export const CITY_CORNER = { z: DETAIL_TILE_ZOOM, x: 4_342, y: 2_600 };
const STREETS = 400;
const STEPS_PER_STREET = 20;

export interface Street {
  id: string;
  line: [number, number][];
}

/** Streets that run through one tile each from west to east, as many in every tile. */
export function makeStreets(): Street[] {
  const perTile = STREETS / CITY_TILES ** 2;
  return Array.from({ length: STREETS }, (_, index) => {
    const tile = Math.floor(index / perTile);
    const x = CITY_CORNER.x + (tile % CITY_TILES);
    const y = CITY_CORNER.y - Math.floor(tile / CITY_TILES) + ((index % perTile) + 0.5) / perTile;
    const at = (column: number) => fromMercator(column / 2 ** DETAIL_TILE_ZOOM, y / 2 ** DETAIL_TILE_ZOOM);
    return { id: `street-${index}`, line: [at(x + 0.01), at(x + 0.99)] };
  });
}

/** Positions of all vehicles in one second: each drives its street to the end and starts anew. */
export function positionsAt(second: number, vehicles: number, streets: readonly Street[]): VehiclePosition[] {
  const at = Date.now();
  return Array.from({ length: vehicles }, (_, index) => {
    const street = streets[index % streets.length];
    const [start, end] = street?.line ?? [];
    if (!street || !start || !end) throw new Error("no streets");
    const share = ((index * 7 + second) % STEPS_PER_STREET) / STEPS_PER_STREET;
    return {
      id: `vehicle-${index}`,
      ts: at - (index % 900),
      lon: start[0] + (end[0] - start[0]) * share,
      lat: start[1],
      speedKmh: 20 + (index % 40),
      headingDeg: 90,
      segmentId: street.id,
    };
  });
}

/** State of a few streets that changed in this second. */
export function segmentsAt(second: number, streets: readonly Street[]): LiveSegment[] {
  return streets
    .filter((_, index) => index % 60 === second % 60)
    .map(({ id }) => ({
      id,
      startAt: Math.floor(Date.now() / 60_000) * 60_000,
      speedKmh: 20 + (second % 30),
      flowVph: 600,
      densityVpkm: 20,
      occupancy: null,
      ratio: 0.8,
      freeFlowKmh: 50,
      congestionClass: "light",
      vehicles: 12,
      observed: 1,
    }));
}
