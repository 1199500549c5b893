import { createHash, randomBytes } from "node:crypto";
import { upsertDevices } from "@arterial/db/city/write-devices";
import { inTransaction } from "@arterial/db/pool";
import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { InvalidInputError } from "../errors.ts";

export const registerDeviceInputSchema = deviceSchema;
const PASSWORD_BYTES = 24;

/** What a device signs in to the broker with; the password is told this once. */
export interface DeviceCredentials {
  username: string;
  password: string;
}

/** Registers a device, or changes one that exists, and gives it a new password. */
export async function registerDevice(
  ctx: ServiceContext,
  input: z.input<typeof registerDeviceInputSchema>,
): Promise<DeviceCredentials & { isNew: boolean }> {
  requirePermission(ctx.actor, "device.write");
  const device = registerDeviceInputSchema.parse(input);
  const password = randomBytes(PASSWORD_BYTES).toString("base64url");
  // 192 random bits cannot be guessed, so that a fast hash is enough; the broker checks it at every connection.
  const passwordHash = createHash("sha256").update(password).digest("hex");
  const { created } = await storeDevices(ctx, [{ ...device, passwordHash }], "device.register");
  return { username: device.id, password, isNew: created > 0 };
}

export const importDevicesInputSchema = z.array(deviceSchema).max(200_000);

/** Registers many devices that a gateway publishes for; they get no passwords of their own. */
export async function importDevices(
  ctx: ServiceContext,
  input: z.input<typeof importDevicesInputSchema>,
): Promise<{ created: number; updated: number }> {
  requirePermission(ctx.actor, "device.write");
  const devices = importDevicesInputSchema.parse(input);
  const ids = new Set(devices.map((device) => device.id));
  if (ids.size < devices.length) throw new InvalidInputError("The devices' ids are not unique.");
  return storeDevices(ctx, devices, "device.import");
}

async function storeDevices(
  ctx: ServiceContext,
  devices: readonly (Device & { passwordHash?: string })[],
  action: string,
): Promise<{ created: number; updated: number }> {
  const actor = requirePermission(ctx.actor, "device.write");
  const [first] = devices;
  const subject = devices.length === 1 && first !== undefined ? first.id : `${devices.length} devices`;
  return inTransaction(ctx.pool, async (client) => {
    const result = await upsertDevices(client, devices);
    await client.query(
      `insert into audit_entry (actor_type, actor_id, action, subject_type, subject_id, detail)
       values ($1, $2, $3, 'device', $4, $5)`,
      [actor.type, actor.id, action, subject, JSON.stringify(result)],
    );
    return result;
  });
}
