import type { Segment } from "@arterial/domain/city/network";
import { createRoadMap, type RoadMap } from "./road-map.ts";

/** Metres of one degree of latitude on the sphere that the geometry uses. */
const METRES_PER_DEGREE = 111_195.08;

/** A road to the north with a junction of 10 m between its segments: `a` 200 m, `b` 300 m, `c` 8 m, `d` 100 m. */
export const STRAIGHT_ROAD: readonly Segment[] = [
  northward("a", 0, 200),
  northward("b", 210, 300),
  northward("c", 520, 8),
  northward("d", 538, 100),
];

export function straightRoadMap(): RoadMap {
  return createRoadMap(STRAIGHT_ROAD);
}

/** Latitude of a place on the straight road, metres from its start. */
export function latitudeAt(placeM: number): number {
  return 54.6 + placeM / METRES_PER_DEGREE;
}

/** Segment and offset at a place on the straight road; undefined inside a junction. */
export function segmentAt(placeM: number): Segment | undefined {
  return STRAIGHT_ROAD.find((segment) => {
    const startM = Number(segment.fromJunctionId.slice(1));
    return placeM >= startM && placeM <= startM + segment.lengthM;
  });
}

function northward(id: string, startM: number, lengthM: number): Segment {
  const next = startM + lengthM + 10;
  return {
    id,
    name: "North Road",
    roadClass: "primary",
    lanes: 2,
    speedLimitKmh: 50,
    lengthM,
    fromJunctionId: `j${startM}`,
    toJunctionId: `j${next}`,
    isBridge: false,
    line: [
      [11, latitudeAt(startM)],
      [11, latitudeAt(startM + lengthM)],
    ],
  };
}
