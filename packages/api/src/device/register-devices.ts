import { createHash, randomBytes } from "node:crypto";
import { upsertDevices } from "@arterial/db/city/write-devices";
import { inTransaction } from "@arterial/db/pool";
import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import { insertAudit } from "../audit/insert-audit.ts";
import type { ServiceContext } from "../context.ts";
import { InvalidInputError } from "../errors.ts";
import { requireKnownPlaces } from "./require-known-places.ts";

export const registerDeviceInputSchema = deviceSchema;
const PASSWORD_BYTES = 24;

/** What a device signs in to the broker with; the password is told this once. */
export interface DeviceCredentials {
  username: string;
  password: string;
}

/**
 * Registers a device, or changes one that exists, and gives it a new password. Throws InvalidInputError when its zone or
 * segment is not of the city.
 */
export async function registerDevice(
  ctx: ServiceContext,
  input: z.input<typeof registerDeviceInputSchema>,
): Promise<DeviceCredentials & { isNew: boolean }> {
  requirePermission(ctx.actor, "device.write");
  const device = registerDeviceInputSchema.parse(input);
  const password = createDevicePassword();
  const devices = [{ ...device, passwordHash: hashDevicePassword(password) }];
  const { created } = await storeDevices(ctx, devices, "device.register");
  return { username: device.id, password, isNew: created > 0 };
}

export const importDevicesInputSchema = z.array(deviceSchema).min(1).max(200_000);

/** Registers many devices; their passwords stay as they are, and new devices have none: a gateway publishes for them. */
export async function importDevices(
  ctx: ServiceContext,
  input: z.input<typeof importDevicesInputSchema>,
): Promise<{ created: number; updated: number }> {
  requirePermission(ctx.actor, "device.write");
  return storeDevices(ctx, requireUniqueIds(importDevicesInputSchema.parse(input)), "device.import");
}

/** As `importDevices`, with a new password for each. */
export async function importDevicesWithPasswords(
  ctx: ServiceContext,
  input: z.input<typeof importDevicesInputSchema>,
): Promise<{ created: number; updated: number; credentials: DeviceCredentials[] }> {
  requirePermission(ctx.actor, "device.write");
  const devices = requireUniqueIds(importDevicesInputSchema.parse(input));
  const passwords = devices.map(() => createDevicePassword());
  const hashed = devices.map((device, index) => ({
    ...device,
    passwordHash: hashDevicePassword(passwords[index] ?? ""),
  }));
  const result = await storeDevices(ctx, hashed, "device.import");
  const credentials = devices.map(({ id }, index) => ({ username: id, password: passwords[index] ?? "" }));
  return { ...result, credentials };
}

function createDevicePassword(): string {
  return randomBytes(PASSWORD_BYTES).toString("base64url");
}

/** 192 random bits cannot be guessed, so that a fast hash is enough; the broker checks it at every connection. */
function hashDevicePassword(password: string): string {
  return createHash("sha256").update(password).digest("hex");
}

function requireUniqueIds(devices: readonly Device[]): readonly Device[] {
  const ids = new Set(devices.map((device) => device.id));
  if (ids.size < devices.length) throw new InvalidInputError("A device's id is used twice.");
  return devices;
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
    await requireKnownPlaces(client, devices);
    const result = await upsertDevices(client, devices);
    await insertAudit(client, actor, { action, subjectType: "device", subjectId: subject, detail: result });
    return result;
  });
}
