import {
  type CityNetwork,
  JUNCTION_CONTROLS,
  type Junction,
  type LandUse,
  landUseSchema,
  lonLatSchema,
  roadClassSchema,
  type Segment,
} from "@arterial/domain/city/network";
import { z } from "zod";
import type { Queryable } from "../pool.ts";
import { withoutNulls } from "../without-nulls.ts";
import type { Bounds } from "./write-city.ts";
import type { ZoneShape } from "./zone-of.ts";

const citySchema = z.object({
  name: z.string(),
  time_zone: z.string(),
  drives_on: z.enum(["right", "left"]),
  is_simulated: z.boolean(),
  west: z.number(),
  south: z.number(),
  east: z.number(),
  north: z.number(),
  imported_at: z.date(),
});

/** The city without its network. */
export interface CityFacts {
  name: string;
  timeZone: string;
  drivesOn: "right" | "left";
  isSimulated: boolean;
  bounds: Bounds;
  /** Epoch ms; changes when the city is replaced. */
  importedAt: number;
}

/** The city's facts, or null while nothing has been imported. */
export async function readCity(db: Queryable): Promise<CityFacts | null> {
  const { rows } = await db.query("select * from city where id = 1");
  if (rows[0] === undefined) return null;
  const row = citySchema.parse(rows[0]);
  return {
    name: row.name,
    timeZone: row.time_zone,
    drivesOn: row.drives_on,
    isSimulated: row.is_simulated,
    bounds: [row.west, row.south, row.east, row.north],
    importedAt: row.imported_at.getTime(),
  };
}

/** The whole city as it was imported, or null while nothing has been. */
export async function readCityNetwork(db: Queryable): Promise<CityNetwork | null> {
  const city = await readCity(db);
  if (city === null) return null;
  const { name, timeZone, drivesOn, isSimulated } = city;
  return {
    name,
    timeZone,
    drivesOn,
    isSimulated,
    segments: await readSegments(db),
    junctions: await readJunctions(db),
    landUse: await readLandUse(db),
  };
}

const segmentRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  ref: z.string().optional(),
  roadClass: roadClassSchema,
  lanes: z.number(),
  speedLimitKmh: z.number(),
  lengthM: z.number(),
  fromJunctionId: z.string(),
  toJunctionId: z.string(),
  oppositeId: z.string().optional(),
  isBridge: z.boolean(),
  line: z.array(lonLatSchema),
  zoneId: z.string().optional(),
});

/** A segment and the zone that it lies in, when there are zones. */
export type StoredSegment = Segment & { zoneId?: string };

const SEGMENT_COLUMNS = `id, name, ref, road_class as "roadClass", lanes, speed_limit_kmh as "speedLimitKmh",
  length_m as "lengthM", from_junction_id as "fromJunctionId", to_junction_id as "toJunctionId",
  opposite_id as "oppositeId", is_bridge as "isBridge", line, zone_id as "zoneId"`;

/** All segments, or those named, by id. */
export async function readSegments(db: Queryable, ids?: readonly string[]): Promise<StoredSegment[]> {
  const { rows } = await db.query(
    `select ${SEGMENT_COLUMNS} from segment where $1::text[] is null or id = any($1) order by id`,
    [ids ?? null],
  );
  return rows.map((row) => withoutNulls(segmentRowSchema.parse(withoutNulls(row))));
}

/** Those of some ids that are segments of the city. */
export async function readKnownSegmentIds(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query("select id from segment where id = any($1)", [ids]);
  return new Set(
    z
      .array(z.object({ id: z.string() }))
      .parse(rows)
      .map(({ id }) => id),
  );
}

/** Segments that begin or end at some junctions, by id. */
export async function readSegmentsAt(
  db: Queryable,
  junctionIds: readonly string[],
): Promise<StoredSegment[]> {
  const { rows } = await db.query(
    `select ${SEGMENT_COLUMNS} from segment where from_junction_id = any($1) or to_junction_id = any($1) order by id`,
    [junctionIds],
  );
  return rows.map((row) => withoutNulls(segmentRowSchema.parse(withoutNulls(row))));
}

/** Names of some junctions. */
export async function readJunctionNames(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query("select id, name from junction where id = any($1)", [ids]);
  const named = z.array(z.object({ id: z.string(), name: z.string() })).parse(rows);
  return new Map(named.map(({ id, name }) => [id, name]));
}

const junctionRowSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    control: z.enum(JUNCTION_CONTROLS),
    lon: z.number(),
    lat: z.number(),
  })
  .transform(({ lon, lat, ...junction }): Junction => ({ ...junction, point: [lon, lat] }));

/** All junctions by id. */
export async function readJunctions(db: Queryable): Promise<Junction[]> {
  const { rows } = await db.query("select id, name, control, lon, lat from junction order by id");
  return z.array(junctionRowSchema).parse(rows);
}

/** What the ground is used for, by id. */
export async function readLandUse(db: Queryable): Promise<LandUse[]> {
  const { rows } = await db.query("select id, use, name, geometry from land_use order by id");
  return z.array(landUseSchema).parse(rows);
}

/** The city's districts by name. */
export async function readZones(db: Queryable): Promise<ZoneShape[]> {
  const { rows } = await db.query("select id, name, geometry from zone order by name, id");
  return z
    .array(z.object({ id: z.string(), name: z.string(), geometry: landUseSchema.shape.geometry }))
    .parse(rows);
}
