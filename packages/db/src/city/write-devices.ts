import type { Device } from "@arterial/domain/device-kind";
import { z } from "zod";
import type { Queryable } from "../pool.ts";
import { readZones } from "./read-city.ts";
import { zoneOf } from "./zone-of.ts";

export interface DeviceToWrite extends Device {
  /** Hex sha256 of the device's password; the one it has stays when this is absent. */
  passwordHash?: string;
}

const COLUMNS = `id text, kind text, name text, lon float8, lat float8, heading_deg float8, segment_id text,
  offset_m float8, lane int, zone_id text, expected_interval_s float8, capacity int, field_of_view_deg float8,
  range_m float8, password_hash text`;
const NAMES = COLUMNS.split(",").map((column) => column.trim().split(" ")[0] ?? "");

/**
 * Registers devices or changes those that exist; a device without a zone gets the one it lies in. Nothing is deleted
 * and `isActive` stays. Returns how many are new and how many existed.
 */
export async function upsertDevices(
  db: Queryable,
  devices: readonly DeviceToWrite[],
): Promise<{ created: number; updated: number }> {
  const zones = await readZones(db);
  const rows = devices.map((device) => ({
    id: device.id,
    kind: device.kind,
    name: device.name,
    lon: device.lon,
    lat: device.lat,
    heading_deg: device.headingDeg,
    segment_id: device.segmentId,
    offset_m: device.offsetM,
    lane: device.lane,
    zone_id: device.zoneId ?? zoneOf([device.lon, device.lat], zones),
    expected_interval_s: device.expectedIntervalS,
    capacity: device.capacity,
    field_of_view_deg: device.fieldOfViewDeg,
    range_m: device.rangeM,
    password_hash: device.passwordHash,
  }));
  const changes = NAMES.filter((name) => name !== "id").map((name) =>
    name === "password_hash"
      ? "password_hash = coalesce(excluded.password_hash, device.password_hash)"
      : `${name} = excluded.${name}`,
  );
  const result = await db.query(
    `insert into device (${NAMES.join(", ")})
       select ${NAMES.join(", ")} from jsonb_to_recordset($1::jsonb) as input(${COLUMNS})
     on conflict (id) do update set ${changes.join(", ")}
     returning xmax = 0 as is_new`,
    [JSON.stringify(rows)],
  );
  const written = z.array(z.object({ is_new: z.boolean() })).parse(result.rows);
  const created = written.filter((row) => row.is_new).length;
  return { created, updated: written.length - created };
}
