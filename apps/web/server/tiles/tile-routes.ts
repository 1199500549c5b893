import type { IncomingMessage, ServerResponse } from "node:http";
import { type BasemapPlace, MAP_PATHS, type MapCityAnswer } from "@arterial/api/live/map-contract";
import { answerJson, answerRefusal } from "../http/answer.ts";
import type { Basemap } from "./basemap.ts";
import type { CityCache, LoadedCity } from "./city-cache.ts";
import { MAX_TILE_ZOOM, MIN_TILE_ZOOM } from "./city-tiles.ts";

const TILE_PATH = /^\/tiles\/base\/(\d{1,2})\/(\d{1,6})\/(\d{1,6})\.mvt$/;
const YEAR_S = 31_536_000;

/** What the map needs to know of a city before its first tile. */
export function cityAnswer({ tiles, network }: LoadedCity, basemap: BasemapPlace | undefined): MapCityAnswer {
  const { version, bounds } = tiles;
  const zooms = { minzoom: MIN_TILE_ZOOM, maxzoom: MAX_TILE_ZOOM };
  return { version, bounds, drivesOn: network.drivesOn, ...zooms, ...(basemap ? { basemap } : {}) };
}

function sendGzipped(
  request: IncomingMessage,
  response: ServerResponse,
  answer: { body: Buffer; etag: string; type: string; maxAgeS: number },
): void {
  response.setHeader("ETag", answer.etag);
  const keep = answer.maxAgeS > 0 ? `private, max-age=${answer.maxAgeS}, immutable` : "private, no-cache";
  response.setHeader("Cache-Control", keep);
  if (request.headers["if-none-match"] === answer.etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, {
    "Content-Type": answer.type,
    "Content-Encoding": "gzip",
    "Content-Length": answer.body.byteLength,
  });
  response.end(answer.body);
}

/**
 * Answers for `/tiles/…`: the city's facts, the courses of its segments, its vector tiles, and the basemap's archive.
 * Session checked before.
 */
export async function answerTiles(
  request: IncomingMessage,
  response: ServerResponse,
  options: { url: URL; cities: CityCache; basemap: Basemap },
): Promise<void> {
  const { url, cities, basemap } = options;
  if (url.pathname === MAP_PATHS.basemap && basemap.archive) return basemap.archive(request, response);
  const city = await cities.current();
  if (!city) return answerRefusal(response, 404, "no_city", "No city has been imported yet.");
  if (url.pathname === MAP_PATHS.city) return answerJson(response, 200, cityAnswer(city, basemap.place));
  const { version } = city.tiles;
  if (url.pathname === MAP_PATHS.segments) {
    const body = await city.segmentCourses();
    const type = "application/json; charset=utf-8";
    return sendGzipped(request, response, { body, etag: `"${version}-segments"`, type, maxAgeS: 0 });
  }
  const match = TILE_PATH.exec(url.pathname);
  const [z, x, y] = (match?.slice(1) ?? []).map(Number);
  const tile = z === undefined || x === undefined || y === undefined ? null : await city.tiles.tile(z, x, y);
  if (!tile) return answerRefusal(response, 404, "not_found", "There is no such tile.");
  const isPinned = url.searchParams.get("v") === version;
  sendGzipped(request, response, {
    body: tile,
    etag: `"${version}-${z}-${x}-${y}"`,
    type: "application/vnd.mapbox-vector-tile",
    maxAgeS: isPinned ? YEAR_S : 0,
  });
}
