import {
  readJunctions,
  readSegments,
  readSegmentsAt,
  readZones,
  type StoredSegment,
} from "@arterial/db/city/read-city";
import { representativePoint } from "@arterial/db/city/zone-of";
import { readFreeFlow } from "@arterial/db/timeseries/traffic/free-flow";
import { chainSegments } from "@arterial/domain/city/chain-segments";
import type { Junction, LonLat } from "@arterial/domain/city/network";
import { deviceIdSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import {
  type DeviceGround,
  deviceIdsAt,
  type PlaceDevices,
  type PlaceFreshness,
  placeDevices,
  placeFreshness,
} from "./place-devices.ts";

export const PLACE_TYPES = ["zone", "corridor", "site"] as const;
export const readPlaceInputSchema = z.object({
  type: z.enum(PLACE_TYPES),
  /** Id of a zone or a junction; of a corridor its street's name. */
  id: z.string().min(1).max(200),
});

/** A piece of road of a place. */
export interface PlaceSegment {
  id: string;
  name: string;
  lengthM: number;
  freeFlowKmh: number;
  /** First and last point, from which its direction is told. */
  ends: [LonLat, LonLat];
  /** Which way it runs at a site. */
  arm: "in" | "out" | null;
}

/** A district, a street from end to end, or a junction with its arms: what it has, not how it is. */
export interface PlaceView extends PlaceDevices {
  type: (typeof PLACE_TYPES)[number];
  id: string;
  title: string;
  ref: string | null;
  zoneIds: string[];
  /** West, south, east, north, degrees. */
  bounds: [number, number, number, number];
  /** In the direction of travel, one list a direction for a corridor; all in one otherwise. */
  ways: PlaceSegment[][];
  sites: { id: string; title: string; point: LonLat }[];
}

/** What lies in a zone, along a corridor or at a site. Throws NotFoundError. */
export async function readPlace(
  ctx: ServiceContext,
  input: z.input<typeof readPlaceInputSchema>,
): Promise<PlaceView> {
  requirePermission(ctx.actor, "city.read");
  const place = readPlaceInputSchema.parse(input);
  const [segments, junctions] = await Promise.all([segmentsOf(ctx, place), readJunctions(ctx.pool)]);
  const zone = place.type === "zone" ? await zoneOf(ctx, place.id) : null;
  const junction = place.type === "site" ? junctions.find(({ id }) => id === place.id) : undefined;
  if (!zone && !junction && segments.length === 0) throw new NotFoundError(place.type, place.id);
  const ends = new Set(segments.flatMap((segment) => [segment.fromJunctionId, segment.toJunctionId]));
  const around = junctions.filter(({ id }) => ends.has(id) && id !== place.id);
  const named = await namedSites(ctx, around);
  const title = zone?.name ?? (junction ? siteTitle(junction, segments) : place.id);
  return {
    ...place,
    title,
    ref: segments.find(({ ref }) => ref !== undefined)?.ref ?? null,
    zoneIds: [...new Set(segments.flatMap(({ zoneId }) => zoneId ?? []))].sort(),
    bounds: boundsOf([
      ...segments.flatMap(({ line }) => line),
      ...(junction ? [junction.point] : []),
      ...(zone && segments.length === 0 ? [zone.point] : []),
    ]),
    ways: await waysOf(ctx, place, segments),
    sites: named,
    ...(await placeDevices(ctx, { type: place.type, id: place.id, segments, point: junction?.point })),
  };
}

type Place = z.infer<typeof readPlaceInputSchema>;

export const placeDevicesAmongInputSchema = readPlaceInputSchema.extend({
  ids: z.array(deviceIdSchema).max(500),
});

/** Those of some devices that belong to a place, as of one that has more than it lists. */
export async function placeDevicesAmong(
  ctx: ServiceContext,
  input: z.input<typeof placeDevicesAmongInputSchema>,
): Promise<string[]> {
  requirePermission(ctx.actor, "city.read");
  const { ids, ...place } = placeDevicesAmongInputSchema.parse(input);
  return deviceIdsAt(ctx, await groundOf(ctx, place), ids);
}

/** How many devices a place has and how many of them have sent lately: what changes while the place itself stays. */
export async function readPlaceFreshness(
  ctx: ServiceContext,
  input: z.input<typeof readPlaceInputSchema>,
): Promise<PlaceFreshness> {
  requirePermission(ctx.actor, "city.read");
  return placeFreshness(ctx, await groundOf(ctx, readPlaceInputSchema.parse(input)));
}

/** Where the devices of a place stand, without the place itself. */
async function groundOf(ctx: ServiceContext, place: Place): Promise<DeviceGround> {
  const segments = place.type === "corridor" ? await segmentsOf(ctx, place) : [];
  const junctions = place.type === "site" ? await readJunctions(ctx.pool) : [];
  return { ...place, segments, point: junctions.find(({ id }) => id === place.id)?.point };
}

async function segmentsOf(ctx: ServiceContext, { type, id }: Place): Promise<StoredSegment[]> {
  if (type === "site") return readSegmentsAt(ctx.pool, [id]);
  const all = await readSegments(ctx.pool);
  return all.filter((segment) => (type === "zone" ? segment.zoneId === id : segment.name === id));
}

async function zoneOf(ctx: ServiceContext, id: string): Promise<{ name: string; point: LonLat }> {
  const zone = (await readZones(ctx.pool)).find((candidate) => candidate.id === id);
  if (!zone) throw new NotFoundError("zone", id);
  return { name: zone.name, point: representativePoint(zone.geometry) };
}

async function waysOf(
  ctx: ServiceContext,
  place: Place,
  segments: readonly StoredSegment[],
): Promise<PlaceSegment[][]> {
  const freeFlows = await readFreeFlow(ctx.pool);
  const toPiece = (segment: StoredSegment): PlaceSegment => ({
    id: segment.id,
    name: segment.name,
    lengthM: segment.lengthM,
    freeFlowKmh: freeFlows.get(segment.id)?.kmh ?? segment.speedLimitKmh,
    ends: [segment.line[0] as LonLat, segment.line.at(-1) as LonLat],
    arm: place.type !== "site" ? null : segment.toJunctionId === place.id ? "in" : "out",
  });
  if (place.type !== "corridor") return [segments.map(toPiece)];
  return chainSegments(segments).map((chain) => chain.map(toPiece));
}

/** A junction's own name, or the streets that meet there. */
function siteTitle(junction: Junction, segments: readonly StoredSegment[]): string {
  if (junction.name !== "") return junction.name;
  const streets = [...new Set(segments.flatMap(({ name }) => (name === "" ? [] : name)))].sort();
  return streets.length === 0 ? junction.id : streets.slice(0, 3).join(" / ");
}

/** Junctions at which streets meet, not the bends between two segments. */
async function namedSites(ctx: ServiceContext, junctions: readonly Junction[]): Promise<PlaceView["sites"]> {
  const segments = await readSegmentsAt(
    ctx.pool,
    junctions.map(({ id }) => id),
  );
  const sites = junctions.map((junction) => {
    const own = segments.filter(
      ({ fromJunctionId, toJunctionId }) => fromJunctionId === junction.id || toJunctionId === junction.id,
    );
    const streets = new Set(own.flatMap(({ name }) => (name === "" ? [] : name)));
    const isSite = junction.name !== "" || streets.size > 1;
    return isSite ? [{ id: junction.id, title: siteTitle(junction, own), point: junction.point }] : [];
  });
  return sites.flat().sort((a, b) => a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1));
}

function boundsOf(points: readonly LonLat[]): [number, number, number, number] {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), 180);
  const greatest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -180);
  return [least(lons), least(lats), greatest(lons), greatest(lats)];
}
