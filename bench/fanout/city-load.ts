import type { LiveSegment, VehiclePosition } from "@arterial/domain/live/frame";

/** A made-up city on a square of detail tiles, the same for the gateway and for who checks what it sent. */
const WEST = 10.8;
const SOUTH = 54.5;
/** Degrees of one detail tile (zoom 13). */
const TILE_LON = 360 / 2 ** 13;
const TILE_LAT = 0.0255;
export const CITY_TILES = 10;
const STREETS = 400;
const STEPS_PER_STREET = 20;

export interface Street {
  id: string;
  line: [number, number][];
}

/** Streets that run across the city from west to east. */
export function makeStreets(): Street[] {
  return Array.from({ length: STREETS }, (_, index) => {
    const column = index % CITY_TILES;
    const lat =
      SOUTH + (Math.floor(index / CITY_TILES) + 0.5) * ((CITY_TILES * TILE_LAT * CITY_TILES) / STREETS);
    const from = WEST + column * TILE_LON;
    return {
      id: `street-${index}`,
      line: [
        [from, lat],
        [from + TILE_LON, lat],
      ],
    };
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

/** The detail tile in the city's south-west corner lies in here. */
export const CITY_CORNER: [number, number] = [WEST + TILE_LON / 2, SOUTH];
