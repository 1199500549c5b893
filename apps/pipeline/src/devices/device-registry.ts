import type { DeviceAccount } from "@arterial/db/city/read-devices";
import type { Device } from "@arterial/domain/device-kind";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";

/** What the registry reads: accounts of all devices, and the facts of the active ones. */
export interface DeviceRows {
  accounts: readonly DeviceAccount[];
  devices: readonly Device[];
}

/** The registered devices as last read; a change takes at most one refresh to be seen. */
export interface DeviceRegistry {
  find(id: string): DeviceAccount | undefined;
  /** Facts of one active device. */
  device(id: string): Device | undefined;
  /** Facts of the active devices. */
  devices(): readonly Device[];
  /** Reads again, unless that was done less than a second ago: for a device that is not known yet. */
  refreshOnMiss(): Promise<void>;
  /** Calls back with the ids of devices that may no longer do what they could: gone, inactive, new password. */
  onRevoked(handler: (deviceIds: readonly string[]) => void): void;
}

const REFRESH_ON_MISS_MS = 1_000;

function revokedBetween(
  before: ReadonlyMap<string, DeviceAccount>,
  after: ReadonlyMap<string, DeviceAccount>,
): string[] {
  return [...before.values()]
    .filter((old) => {
      const now = after.get(old.id);
      return !now || (old.isActive && !now.isActive) || old.passwordHash !== now.passwordHash;
    })
    .map((old) => old.id);
}

/** Reads the devices once, then every `refreshEveryMs`. A failing later read keeps the known ones and is logged. */
export async function startDeviceRegistry(options: {
  load: () => Promise<DeviceRows>;
  refreshEveryMs: number;
  clock: Clock;
  logger: Logger;
}): Promise<Started<DeviceRegistry>> {
  const { load, clock, logger } = options;
  let accounts = new Map<string, DeviceAccount>();
  let devices = new Map<string, Device>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const handlers: ((deviceIds: readonly string[]) => void)[] = [];

  async function read(): Promise<void> {
    const rows = await load();
    const next = new Map(rows.accounts.map((account) => [account.id, account]));
    const revoked = revokedBetween(accounts, next);
    accounts = next;
    devices = new Map(rows.devices.map((device) => [device.id, device]));
    readAt = clock.now();
    if (revoked.length > 0) for (const handler of handlers) handler(revoked);
  }

  function refresh(): Promise<void> {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  await refresh();
  const stop = clock.every(options.refreshEveryMs, () =>
    refresh().catch((error: unknown) => logger.warn({ err: error }, "devices not refreshed")),
  );
  return {
    value: {
      find: (id) => accounts.get(id),
      device: (id) => devices.get(id),
      devices: () => [...devices.values()],
      refreshOnMiss: async () => {
        if (clock.now() - readAt >= REFRESH_ON_MISS_MS) await refresh();
      },
      onRevoked: (handler) => void handlers.push(handler),
    },
    stop,
  };
}
