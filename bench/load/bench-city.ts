import { METRES_PER_DEG_LAT } from "../../packages/domain/src/city/geometry.ts";
import type { CityNetwork, Segment } from "../../packages/domain/src/city/network.ts";

export const SEGMENTS = 800;
export const SEGMENT_LENGTH_M = 500;
const SEGMENTS_PER_ROAD = 40;
const ROADS_APART_M = 300;
const LONGITUDE = 10;
const LATITUDE = 54.6;
const METRES_PER_DEG_LON = METRES_PER_DEG_LAT * Math.cos((LATITUDE * Math.PI) / 180);

/** Name of the n-th segment. */
export function segmentId(n: number): string {
  return `s${n % SEGMENTS}`;
}

/** Position at a distance from the start of the n-th segment. */
export function pointOnSegment(n: number, offsetM: number): [lon: number, lat: number] {
  const index = n % SEGMENTS;
  const eastM = (index % SEGMENTS_PER_ROAD) * SEGMENT_LENGTH_M + offsetM;
  const northM = Math.floor(index / SEGMENTS_PER_ROAD) * ROADS_APART_M;
  return [LONGITUDE + eastM / METRES_PER_DEG_LON, LATITUDE + northM / METRES_PER_DEG_LAT];
}

/** West, south, east and north of the city. */
export const CITY_BOUNDS = [LONGITUDE, LATITUDE, ...pointOnSegment(SEGMENTS - 1, SEGMENT_LENGTH_M)] as const;

/** Twenty straight roads to the east, of forty segments each: what the operators of a benchmark follow vehicles on. */
export function benchCity(): CityNetwork {
  const segments = Array.from({ length: SEGMENTS }, (_, n): Segment => {
    const road = Math.floor(n / SEGMENTS_PER_ROAD);
    return {
      id: segmentId(n),
      name: `Road ${road}`,
      roadClass: "primary",
      lanes: 2,
      speedLimitKmh: 50,
      lengthM: SEGMENT_LENGTH_M,
      fromJunctionId: `j${road}-${n % SEGMENTS_PER_ROAD}`,
      toJunctionId: `j${road}-${(n % SEGMENTS_PER_ROAD) + 1}`,
      isBridge: false,
      line: [pointOnSegment(n, 0), pointOnSegment(n, SEGMENT_LENGTH_M)],
    };
  });
  return {
    name: "Bench",
    timeZone: "UTC",
    drivesOn: "right",
    isSimulated: true,
    segments,
    junctions: [],
    landUse: [],
  };
}
