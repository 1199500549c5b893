import {
  type BasemapPlace,
  MAP_PATHS,
  type MapCityAnswer,
  type SegmentCourse,
  type SegmentCoursesAnswer,
} from "@arterial/api/live/map-contract";
import type { BaseTiles } from "./style/map-style.ts";

/** What the map needs to know of the city before its first tile. */
export interface MapCity {
  tiles: BaseTiles;
  drivesOn: "right" | "left";
  basemap?: BasemapPlace | undefined;
}

/** Own server's answer, made by the same build; null when there is none (404). */
async function fetchOwn<Answer>(path: string): Promise<Answer | null> {
  const response = await fetch(path);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer;
}

/** The city's tiles, or null while no city has been imported. */
export async function fetchMapCity(): Promise<MapCity | null> {
  const answer = await fetchOwn<MapCityAnswer>(MAP_PATHS.city);
  return answer && mapCityOf(answer);
}

/** From the server's answer, with addresses that the map's worker can use. */
export function mapCityOf(answer: MapCityAnswer): MapCity {
  const { version, bounds, drivesOn, minzoom, maxzoom, basemap } = answer;
  const url = `${window.location.origin}${MAP_PATHS.tiles}?v=${version}`;
  return { tiles: { url, bounds, minzoom, maxzoom }, drivesOn, basemap };
}

/** Courses of all segments by id. */
export async function fetchSegmentCourses(): Promise<ReadonlyMap<string, SegmentCourse>> {
  const courses = (await fetchOwn<SegmentCoursesAnswer>(MAP_PATHS.segments)) ?? [];
  return new Map(courses.map((course) => [course.id, course]));
}
