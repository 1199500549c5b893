import { measureLine, pointOnLine } from "@arterial/domain/city/geometry";
import type { CityNetwork } from "@arterial/domain/city/network";
import type pg from "pg";
import { inTransaction, letIdle, type Pool } from "../pool.ts";
import { type ZoneShape, zoneOf, zonesOf } from "./zone-of.ts";

/** West, south, east, north, degrees. */
export type Bounds = [west: number, south: number, east: number, north: number];

/**
 * Puts a city in place of the one before, in one transaction: network, land use and zones. Devices stay; those whose
 * zone does not exist any more get the zone they now lie in. `alsoDo` runs in the same transaction.
 */
export async function replaceCityNetwork(
  pool: Pool,
  network: CityNetwork,
  alsoDo: (client: pg.ClientBase) => Promise<void> = async () => undefined,
): Promise<void> {
  const zones = zonesOf(network.landUse);
  await inTransaction(pool, async (client) => {
    // A large city takes a while to be put into zones.
    await letIdle(client);
    // One import at a time; readers see the old city until the new one is complete.
    await client.query("lock table public.city in share row exclusive mode");
    await client.query(
      "delete from city; delete from zone; delete from segment; delete from junction; delete from land_use",
    );
    await insertCity(client, network);
    await insertNetwork(client, network, zones);
    await placeDevices(client, zones);
    await alsoDo(client);
  });
}

async function insertNetwork(
  client: pg.ClientBase,
  network: CityNetwork,
  zones: readonly ZoneShape[],
): Promise<void> {
  await insertJson(client, "zone", "id text, name text, geometry jsonb", zones);
  await insertJson(client, "segment", SEGMENT_COLUMNS, segmentRows(network, zones));
  const junctions = network.junctions.map(({ point: [lon, lat], ...junction }) => ({
    ...junction,
    lon,
    lat,
  }));
  await insertJson(client, "junction", "id text, name text, control text, lon float8, lat float8", junctions);
  await insertJson(client, "land_use", "id text, use text, name text, geometry jsonb", network.landUse);
}

const SEGMENT_COLUMNS = `id text, name text, ref text, road_class text, lanes int, speed_limit_kmh float8,
  length_m float8, from_junction_id text, to_junction_id text, opposite_id text, is_bridge boolean, line jsonb,
  zone_id text`;

/** The rectangle around all roads and junctions; undefined for a network without any. */
export function boundsOf(network: Pick<CityNetwork, "segments" | "junctions">): Bounds | undefined {
  const points = [
    ...network.segments.flatMap((segment) => segment.line),
    ...network.junctions.map((junction) => junction.point),
  ];
  const [first] = points;
  if (first === undefined) return undefined;
  return points.reduce<Bounds>(
    ([west, south, east, north], [lon, lat]) => [
      Math.min(west, lon),
      Math.min(south, lat),
      Math.max(east, lon),
      Math.max(north, lat),
    ],
    [first[0], first[1], first[0], first[1]],
  );
}

async function insertCity(client: pg.ClientBase, network: CityNetwork): Promise<void> {
  const [west, south, east, north] = boundsOf(network) ?? [0, 0, 0, 0];
  await client.query(
    `insert into city (id, name, time_zone, drives_on, is_simulated, west, south, east, north)
     values (1, $1, $2, $3, $4, $5, $6, $7, $8)`,
    [network.name, network.timeZone, network.drivesOn, network.isSimulated, west, south, east, north],
  );
}

function segmentRows(network: CityNetwork, zones: readonly ZoneShape[]): object[] {
  return network.segments.map((segment) => ({
    id: segment.id,
    name: segment.name,
    ref: segment.ref,
    road_class: segment.roadClass,
    lanes: segment.lanes,
    speed_limit_kmh: segment.speedLimitKmh,
    length_m: segment.lengthM,
    from_junction_id: segment.fromJunctionId,
    to_junction_id: segment.toJunctionId,
    opposite_id: segment.oppositeId,
    is_bridge: segment.isBridge,
    line: segment.line,
    zone_id: zoneOf(pointOnLine(measureLine(segment.line), 0.5).point, zones),
  }));
}

/** Column names come from this file's own literals; values travel as one JSON parameter. */
async function insertJson(
  client: pg.ClientBase,
  table: string,
  columns: string,
  rows: readonly object[],
): Promise<void> {
  const names = columns
    .split(",")
    .map((column) => column.trim().split(" ")[0])
    .join(", ");
  await client.query(
    `insert into public.${table} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as input(${columns})`,
    [JSON.stringify(rows)],
  );
}

async function placeDevices(client: pg.ClientBase, zones: readonly ZoneShape[]): Promise<void> {
  const { rows } = await client.query<{ id: string; lon: number; lat: number }>(
    "select id, lon, lat from device where zone_id is null or zone_id not in (select id from zone)",
  );
  const placed = rows.map((row) => ({ id: row.id, zone_id: zoneOf([row.lon, row.lat], zones) }));
  await client.query(
    `update device set zone_id = input.zone_id
       from jsonb_to_recordset($1::jsonb) as input(id text, zone_id text) where device.id = input.id`,
    [JSON.stringify(placed)],
  );
}
