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
  /**
   * For a device that is not known, or known with another password: waits for a reading that began after this call, at
   * most two a second. Who asks again for the same id shortly after a reading does not wait. Rejects when it fails.
   */
  refreshOnMiss(id: string): Promise<void>;
  /** Calls back with the ids of devices that may no longer do what they could: gone, inactive, new password. */
  onRevoked(handler: (deviceIds: readonly string[]) => void): void;
}

const REFRESH_ON_MISS_MS = 500;
const MAX_MISSED = 10_000;

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
  /** Gives the same rows as before when nothing of them changed. */
  load: () => Promise<DeviceRows>;
  refreshEveryMs: number;
  clock: Clock;
  logger: Logger;
}): Promise<Started<DeviceRegistry>> {
  const { load, clock, logger } = options;
  let accounts = new Map<string, DeviceAccount>();
  let devices = new Map<string, Device>();
  let known: DeviceRows | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  /** When the newest reading that succeeded began. */
  let freshAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;
  const missedAt = new Map<string, number>();
  const handlers: ((deviceIds: readonly string[]) => void)[] = [];

  async function read(): Promise<void> {
    const beganAt = clock.now();
    readAt = beganAt;
    const rows = await load();
    freshAt = beganAt;
    if (rows === known) return;
    known = rows;
    const next = new Map(rows.accounts.map((account) => [account.id, account]));
    const revoked = revokedBetween(accounts, next);
    accounts = next;
    devices = new Map(rows.devices.map((device) => [device.id, device]));
    if (revoked.length > 0) for (const handler of handlers) handler(revoked);
  }

  function refresh(): Promise<void> {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  /** A reading that begins after this call, and half a second after the one before. */
  function refreshAnew(): Promise<void> {
    waiting ??= (async () => {
      const waitMs = readAt + REFRESH_ON_MISS_MS - clock.now();
      if (waitMs > 0) await clock.sleep(waitMs);
      await reading?.catch(() => undefined);
      waiting = undefined;
      await refresh();
    })();
    return waiting;
  }

  function isFirstMiss(id: string): boolean {
    const missed = missedAt.get(id);
    if (missed !== undefined && clock.now() - missed < options.refreshEveryMs) return false;
    if (missedAt.size >= MAX_MISSED) missedAt.clear();
    missedAt.set(id, clock.now());
    return true;
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
      refreshOnMiss: async (id) => {
        if (isFirstMiss(id) || clock.now() - freshAt >= REFRESH_ON_MISS_MS) await refreshAnew();
      },
      onRevoked: (handler) => void handlers.push(handler),
    },
    stop,
  };
}
