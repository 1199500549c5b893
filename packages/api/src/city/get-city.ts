import { readCity, readZones } from "@arterial/db/city/read-city";
import { representativePoint } from "@arterial/db/city/zone-of";
import type { LonLat } from "@arterial/domain/city/network";
import { DEVICE_KINDS, type DeviceKind, deviceKindSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/** The city and how much of everything it has. */
export interface CityView {
  name: string;
  timeZone: string;
  isSimulated: boolean;
  drivesOn: "right" | "left";
  /** West, south, east, north, degrees. */
  bounds: [number, number, number, number];
  zones: { id: string; name: string; point: LonLat }[];
  counts: { segments: number; junctions: number; signals: number; devices: Record<DeviceKind, number> };
}

const countsSchema = z.object({
  segments: z.number(),
  junctions: z.number(),
  signals: z.number(),
  devices: z.partialRecord(deviceKindSchema, z.number()),
});

/** The imported city; null while there is none. */
export async function getCity(ctx: ServiceContext): Promise<CityView | null> {
  requirePermission(ctx.actor, "city.read");
  const city = await readCity(ctx.pool);
  if (city === null) return null;
  const zones = await readZones(ctx.pool);
  const { rows } = await ctx.pool.query(
    `select (select count(*) from segment) as segments,
            (select count(*) from junction) as junctions,
            (select count(*) from junction where control = 'signal') as signals,
            (select coalesce(jsonb_object_agg(kind, n), '{}')
               from (select kind, count(*) as n from device where is_active group by kind) as by_kind) as devices`,
  );
  const counts = countsSchema.parse(rows[0]);
  return {
    name: city.name,
    timeZone: city.timeZone,
    isSimulated: city.isSimulated,
    drivesOn: city.drivesOn,
    bounds: city.bounds,
    zones: zones.map(({ id, name, geometry }) => ({ id, name, point: representativePoint(geometry) })),
    counts: { ...counts, devices: deviceCounts(counts.devices) },
  };
}

function deviceCounts(counts: Partial<Record<DeviceKind, number>>): Record<DeviceKind, number> {
  const entries = DEVICE_KINDS.map((kind): [DeviceKind, number] => [kind, counts[kind] ?? 0]);
  // Every kind has its entry.
  return Object.fromEntries(entries) as Record<DeviceKind, number>;
}
