import { type DeviceFilter, findDevices } from "@arterial/db/city/read-devices";
import { countFreshDevices } from "@arterial/db/timeseries/latest/count-fresh-devices";
import { distanceM, METRES_PER_DEG_LAT } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import type { ServiceContext } from "../context.ts";
import type { DeviceView } from "../device/device-view.ts";
import { viewDevices } from "../device/list-devices.ts";

/** Devices of a place. */
export interface PlaceDevices {
  /** The first of them by id. */
  devices: DeviceView[];
  deviceIds: string[];
  /** All of them, those that are not listed too. */
  deviceCount: number;
}

/** How many devices a place has, and how many of them have sent lately. */
export interface PlaceFreshness {
  deviceCount: number;
  freshCount: number;
}

/** Where a place's devices stand: in its zone, on its segments, or about the point of its junction. */
export interface DeviceGround {
  type: "zone" | "corridor" | "site";
  id: string;
  segments: readonly { id: string }[];
  point: LonLat | undefined;
}

/** A place lists so many of its devices. */
const MAX_LISTED = 1_000;
/** A device farther away does not belong to a junction, m. */
const SITE_REACH_M = 80;

/** A box around a point that holds everything within some metres of it. */
function boxAround([lon, lat]: LonLat, reachM: number): [number, number, number, number] {
  const y = reachM / METRES_PER_DEG_LAT;
  const x = y / Math.cos((lat * Math.PI) / 180);
  return [lon - x, lat - y, lon + x, lat + y];
}

function filterOf({ type, id, segments, point }: DeviceGround): DeviceFilter {
  if (type === "zone") return { zoneId: id };
  if (type === "site" && point) return { bounds: boxAround(point, SITE_REACH_M) };
  return type === "site" ? { ids: [] } : { segmentIds: segments.map((segment) => segment.id) };
}

/** Ids of a place's devices, or of those among some that are named. */
export async function deviceIdsAt(
  ctx: ServiceContext,
  ground: DeviceGround,
  among?: readonly string[],
): Promise<string[]> {
  const { type, point } = ground;
  const found = await findDevices(ctx.pool, { ids: among, ...filterOf(ground) });
  const isNear = ({ lon, lat }: { lon: number; lat: number }): boolean =>
    type !== "site" || (point !== undefined && distanceM([lon, lat], point) <= SITE_REACH_M);
  return found.filter(isNear).map(({ id }) => id);
}

/** What is told of a place's devices. */
export async function placeDevices(ctx: ServiceContext, ground: DeviceGround): Promise<PlaceDevices> {
  const all = await deviceIdsAt(ctx, ground);
  const deviceIds = all.slice(0, MAX_LISTED);
  return { devices: await viewDevices(ctx, { ids: deviceIds }), deviceIds, deviceCount: all.length };
}

/** How many of a place's devices are fresh now, whether it lists them or not. */
export async function placeFreshness(ctx: ServiceContext, ground: DeviceGround): Promise<PlaceFreshness> {
  const ids = await deviceIdsAt(ctx, ground);
  return {
    deviceCount: ids.length,
    freshCount: await countFreshDevices(ctx.pool, { ids, nowMs: ctx.now() }),
  };
}
