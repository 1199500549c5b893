import { createHash } from "node:crypto";
import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { upsertDevices } from "@arterial/db/city/write-devices";
import type { Pool } from "@arterial/db/pool";
import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import type { CityNetwork } from "@arterial/domain/city/network";
import type { Device, DeviceKind } from "@arterial/domain/device-kind";

/** Account that may publish for every registered device; sends what no device of good faith would. */
export const FEED = { username: "faults-feed", password: "faults-feed-secret" };

/** Account that reads live frames. */
export const GATEWAY = { username: "faults-gateway", password: "faults-gateway-secret" };

/** Where the readings come from. */
export const FAULT_CITY: CityNetwork = createCityFixture();

function device(id: string, kind: DeviceKind, changes: Partial<Device> = {}): Device {
  const { segmentId: _segmentId, offsetM: _offsetM, lane: _lane, ...plain } = createDeviceFixture();
  return { ...plain, id, kind, name: id, expectedIntervalS: 10, ...changes };
}

/** Half of all messages come from this one. */
export const HOT_DEVICE = "loop-hot";

/** Devices that send; `air-off` is registered and switched off. */
export const FAULT_DEVICES: readonly Device[] = [
  device("fleet-1", "vehicle", { expectedIntervalS: 1 }),
  device("fleet-2", "vehicle", { expectedIntervalS: 1 }),
  device(HOT_DEVICE, "traffic", { segmentId: "harbour-02", lane: 0, expectedIntervalS: 1 }),
  device("loop-1", "traffic", { segmentId: "harbour-01", lane: 0 }),
  device("loop-2", "traffic", { segmentId: "harbour-01", lane: 1 }),
  device("loop-3", "traffic", { segmentId: "mint-01", lane: 0 }),
  device("air-1", "air"),
  device("air-2", "air"),
  device("park-1", "parking", { capacity: 200 }),
  device("park-2", "parking"),
  device("weather-1", "weather"),
  device("camera-1", "camera"),
];
export const INACTIVE_DEVICE: Device = device("air-off", "air");

/** Password of a device of the fault city. */
export function passwordOf(deviceId: string): string {
  return `secret-of-${deviceId}`;
}

/** Puts the city and its devices into a fresh database. */
export async function writeFaultCity(pool: Pool): Promise<void> {
  await replaceCityNetwork(pool, FAULT_CITY);
  const withPasswords = [...FAULT_DEVICES, INACTIVE_DEVICE].map((one) => ({
    ...one,
    passwordHash: createHash("sha256").update(passwordOf(one.id)).digest("hex"),
  }));
  await upsertDevices(pool, withPasswords);
  await pool.query("update device set is_active = false where id = $1", [INACTIVE_DEVICE.id]);
}
