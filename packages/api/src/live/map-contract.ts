import type { LonLat, RoadClass } from "@arterial/domain/city/network";

/** A basemap that stands in for the ground of the city: a style of another server, or an archive that this one serves. */
export type BasemapPlace = { type: "style"; url: string } | { type: "pmtiles" };

/** Answer of `/tiles/city.json`: what the map needs to know of the city before its first tile. */
export interface MapCityAnswer {
  /** Changes with the city's content; tiles carry it in their address and are kept for good. */
  version: string;
  /** West, south, east, north in degrees. */
  bounds: [west: number, south: number, east: number, north: number];
  drivesOn: "right" | "left";
  minzoom: number;
  maxzoom: number;
  /** Absent where the city's own ground is all there is. */
  basemap?: BasemapPlace | undefined;
}

/** Course of one segment, for outlines, picking, heat and the table. */
export interface SegmentCourse {
  id: string;
  /** Name of its street; empty when it has none. */
  name: string;
  roadClass: RoadClass;
  isTwoWay: boolean;
  /** How far the line already lies from the middle of its road, px at zoom 15. */
  halfGapPx: number;
  line: LonLat[];
}

/** Answer of `/tiles/segments.json`. */
export type SegmentCoursesAnswer = SegmentCourse[];

/** Addresses of what the map fetches. */
export const MAP_PATHS = {
  city: "/tiles/city.json",
  segments: "/tiles/segments.json",
  tiles: "/tiles/base/{z}/{x}/{y}.mvt",
  basemap: "/tiles/basemap.pmtiles",
} as const;
