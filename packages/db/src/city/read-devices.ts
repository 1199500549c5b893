import { type Device, type DeviceKind, deviceKindSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import type { Queryable } from "../pool.ts";
import { withoutNulls } from "../without-nulls.ts";

const deviceRowSchema = z.object({
  id: z.string(),
  kind: deviceKindSchema,
  name: z.string(),
  lon: z.number(),
  lat: z.number(),
  headingDeg: z.number().optional(),
  segmentId: z.string().optional(),
  offsetM: z.number().optional(),
  lane: z.number().optional(),
  zoneId: z.string().optional(),
  expectedIntervalS: z.number(),
  capacity: z.number().optional(),
  fieldOfViewDeg: z.number().optional(),
  rangeM: z.number().optional(),
});

const DEVICE_COLUMNS = `id, kind, name, lon, lat, heading_deg as "headingDeg", segment_id as "segmentId",
  offset_m as "offsetM", lane, zone_id as "zoneId", expected_interval_s as "expectedIntervalS", capacity,
  field_of_view_deg as "fieldOfViewDeg", range_m as "rangeM"`;

/** All active devices by id. */
export async function readDevices(db: Queryable): Promise<Device[]> {
  const { rows } = await db.query(`select ${DEVICE_COLUMNS} from device where is_active order by id`);
  return rows.map(toDevice);
}

/** Which active devices are meant; everything that is named must hold. */
export interface DeviceFilter {
  ids?: readonly string[] | undefined;
  kind?: DeviceKind | undefined;
  zoneId?: string | undefined;
  segmentIds?: readonly string[] | undefined;
  /** West, south, east, north, degrees. */
  bounds?: readonly [number, number, number, number] | undefined;
  /** Only ids after this one. */
  afterId?: string | undefined;
  limit?: number | undefined;
}

/** Active devices that a filter lets through, by id. */
export async function findDevices(db: Queryable, filter: DeviceFilter): Promise<Device[]> {
  const { ids, kind, zoneId, segmentIds, bounds, afterId, limit } = filter;
  const { rows } = await db.query(
    `select ${DEVICE_COLUMNS} from device
      where is_active and ($1::text[] is null or id = any($1)) and ($2::text is null or kind = $2)
        and ($3::text is null or zone_id = $3) and ($4::text[] is null or segment_id = any($4))
        and ($5::float8[] is null or (lon between $5[1] and $5[3] and lat between $5[2] and $5[4]))
        and ($6::text is null or id > $6)
      order by id limit $7`,
    [ids, kind, zoneId, segmentIds, bounds, afterId, limit].map((value) => value ?? null),
  );
  return rows.map(toDevice);
}

/** Devices by id, active or not; everything that is named must hold. */
export async function readRegisteredDevices(
  db: Queryable,
  { ids, kind }: Pick<DeviceFilter, "ids" | "kind">,
): Promise<Device[]> {
  const { rows } = await db.query(
    `select ${DEVICE_COLUMNS} from device
      where ($1::text[] is null or id = any($1)) and ($2::text is null or kind = $2) order by id`,
    [ids ?? null, kind ?? null],
  );
  return rows.map(toDevice);
}

/** The active device of a kind that stands nearest to a point; undefined when there is none. */
export async function readNearestDevice(
  db: Queryable,
  { kind, point: [lon, lat] }: { kind: DeviceKind; point: readonly [number, number] },
): Promise<Device | undefined> {
  const { rows } = await db.query(
    `select ${DEVICE_COLUMNS} from device where is_active and kind = $1
      order by (lat - $3) ^ 2 + ((lon - $2) * cos(radians($3))) ^ 2, id limit 1`,
    [kind, lon, lat],
  );
  return rows[0] === undefined ? undefined : toDevice(rows[0]);
}

/** Changes whenever an active device comes, goes, moves or becomes another kind. */
export async function readDevicesStamp(db: Queryable): Promise<string> {
  const { rows } = await db.query(
    `select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', id, kind, lon, lat), 0))) as stamp
       from device where is_active`,
  );
  return z.object({ stamp: z.string() }).parse(rows[0]).stamp;
}

/** Changes whenever anything of any device changes; what comes back from it is a fraction of all devices. */
export async function readDeviceRowsStamp(db: Queryable): Promise<string> {
  const { rows } = await db.query(
    "select concat_ws(' ', count(*), sum(hashtextextended(device::text, 0))) as stamp from device",
  );
  return z.object({ stamp: z.string() }).parse(rows[0]).stamp;
}

/** One device, active or not; undefined when it is not registered. */
export async function readDevice(db: Queryable, id: string): Promise<Device | undefined> {
  const { rows } = await db.query(`select ${DEVICE_COLUMNS} from device where id = $1`, [id]);
  return rows[0] === undefined ? undefined : toDevice(rows[0]);
}

function toDevice(row: object): Device {
  return withoutNulls(deviceRowSchema.parse(withoutNulls(row)));
}

const accountRowsSchema = z.array(
  z.object({
    id: z.string(),
    kind: deviceKindSchema,
    isActive: z.boolean(),
    passwordHash: z.string().nullable(),
  }),
);

/** What the broker needs to let a device in: its kind and the hex sha256 of its password. */
export type DeviceAccount = z.infer<typeof accountRowsSchema>[number];

/** Accounts of all devices, active or not. */
export async function readDeviceAccounts(db: Queryable): Promise<DeviceAccount[]> {
  const { rows } = await db.query(
    `select id, kind, is_active as "isActive", password_hash as "passwordHash" from device order by id`,
  );
  return accountRowsSchema.parse(rows);
}
