import type { BasemapPlace } from "@arterial/api/live/map-contract";
import { type ArchiveRoute, createArchiveRoute } from "./basemap-archive.ts";

/** The basemap that the settings name. */
export interface Basemap {
  /** What the map is told of it; undefined when there is none. */
  place: BasemapPlace | undefined;
  /** Origins, besides the console's own, that its pages may connect to for it. */
  origins: readonly string[];
  /** Answers for the archive; undefined when none is served. */
  archive: ArchiveRoute | undefined;
}

/** From the settings, of which at most one is set. */
export function createBasemap(settings: {
  MAP_STYLE_URL?: string | undefined;
  BASEMAP_PMTILES?: string | undefined;
}): Basemap {
  const { MAP_STYLE_URL: url, BASEMAP_PMTILES: archive } = settings;
  if (url !== undefined) {
    return { place: { type: "style", url }, origins: [new URL(url).origin], archive: undefined };
  }
  if (archive !== undefined) {
    return { place: { type: "pmtiles" }, origins: [], archive: createArchiveRoute(archive) };
  }
  return { place: undefined, origins: [], archive: undefined };
}
