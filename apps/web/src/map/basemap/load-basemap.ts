import { type BasemapPlace, MAP_PATHS } from "@arterial/api/live/map-contract";
import { addProtocol } from "maplibre-gl";
import type { BasemapGround } from "./basemap-ground.ts";

async function loadStyle(url: string): Promise<BasemapGround> {
  const { styleGround } = await import("./style-ground.ts");
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok) throw new Error(`the basemap's style answered ${response.status}`);
  return styleGround(await response.json(), url);
}

async function loadArchive(): Promise<BasemapGround> {
  const [{ PMTiles, Protocol, TileType }, { archiveGround, archiveMetadataSchema }] = await Promise.all([
    import("pmtiles"),
    import("./archive-ground.ts"),
  ]);
  const url = window.location.origin + MAP_PATHS.basemap;
  const archive = new PMTiles(url);
  const header = await archive.getHeader();
  const metadata = archiveMetadataSchema.parse(await archive.getMetadata());
  const protocol = new Protocol();
  protocol.add(archive);
  addProtocol("pmtiles", protocol.tile);
  const { minZoom: minzoom, maxZoom: maxzoom, minLon, minLat, maxLon, maxLat } = header;
  return archiveGround(
    url,
    {
      isVector: header.tileType === TileType.Mvt,
      minzoom,
      maxzoom,
      bounds: [minLon, minLat, maxLon, maxLat],
    },
    metadata,
  );
}

/**
 * Fetches what the map must know of a basemap before its first tile.
 *
 * @throws when it cannot be had, or is not what it should be.
 */
export function loadBasemap(place: BasemapPlace): Promise<BasemapGround> {
  return place.type === "style" ? loadStyle(place.url) : loadArchive();
}
