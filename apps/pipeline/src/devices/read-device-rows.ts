import { readDeviceAccounts, readDeviceRowsStamp, readDevices } from "@arterial/db/city/read-devices";
import type { Pool } from "@arterial/db/pool";
import type { DeviceRows } from "./device-registry.ts";

/** Reads the devices, and again only when something of them changed: thousands of rows take a while to be checked. */
export function createDeviceRowsReader(pool: Pool): () => Promise<DeviceRows> {
  let known: { stamp: string; rows: DeviceRows } | undefined;
  return async () => {
    // Read before the rows: a change in between is found the next time.
    const stamp = await readDeviceRowsStamp(pool);
    if (known?.stamp === stamp) return known.rows;
    const rows = { accounts: await readDeviceAccounts(pool), devices: await readDevices(pool) };
    known = { stamp, rows };
    return rows;
  };
}
