import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { SegmentCoursesAnswer } from "@arterial/api/live/map-contract";
import { readCity, readCityNetwork } from "@arterial/db/city/read-city";
import type { Pool } from "@arterial/db/pool";
import type { CityNetwork, LonLat } from "@arterial/domain/city/network";
import { type CityTiles, createCityTiles } from "./city-tiles.ts";
import { segmentFeatures } from "./road-features.ts";

const compress = promisify(gzip);
/** How long the city is taken to be the same without asking the database. */
const CHECK_INTERVAL_MS = 3_000;

/** The city as loaded from the database, with its tiles. */
export interface LoadedCity {
  importedAt: number;
  network: CityNetwork;
  tiles: CityTiles;
  /** Gzipped JSON of all segments' courses. */
  segmentCourses(): Promise<Buffer>;
}

/** The city that is in the database now. */
export interface CityCache {
  /** Null while none has been imported. */
  current(): Promise<LoadedCity | null>;
}

function courses(network: CityNetwork): SegmentCoursesAnswer {
  const segments = new Map(network.segments.map((segment) => [segment.id, segment]));
  return segmentFeatures(network.segments, network.junctions).flatMap(({ properties, geometry }) => {
    const segment = segments.get(properties.id);
    if (!segment) return [];
    const { id, isTwoWay, halfGap: halfGapPx } = properties;
    const { name, roadClass } = segment;
    const line = geometry.coordinates as LonLat[];
    return [{ id, name, roadClass, isTwoWay: isTwoWay === 1, halfGapPx, line }];
  });
}

async function load(pool: Pool, importedAt: number): Promise<LoadedCity | null> {
  const network = await readCityNetwork(pool);
  if (!network) return null;
  let packed: Promise<Buffer> | undefined;
  return {
    importedAt,
    network,
    tiles: createCityTiles(network),
    segmentCourses: () => (packed ??= compress(JSON.stringify(courses(network)))),
  };
}

/** Keeps the city of the database; notices within `CHECK_INTERVAL_MS` when another one is imported. */
export function createCityCache(pool: Pool, now: () => number = Date.now): CityCache {
  let loaded: LoadedCity | null = null;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<void> | undefined;

  async function check(): Promise<void> {
    const facts = await readCity(pool);
    if (!facts) loaded = null;
    else if (loaded?.importedAt !== facts.importedAt) loaded = await load(pool, facts.importedAt);
    checkedAt = now();
  }

  return {
    async current() {
      if (now() - checkedAt >= CHECK_INTERVAL_MS) {
        checking ??= check().finally(() => {
          checking = undefined;
        });
        await checking;
      }
      return loaded;
    },
  };
}
