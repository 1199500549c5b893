import { createHash, timingSafeEqual } from "node:crypto";
import type { DeviceAccount } from "@arterial/db/city/read-devices";
import { LIVE_TOPIC_FILTER } from "@arterial/streams/live-topic";
import type { DeviceRegistry } from "../devices/device-registry.ts";

/** Who is connected: one device, a trusted feed that publishes for many devices, or the web server's gateway. */
export type Account = { role: "device"; deviceId: string } | { role: "feed" } | { role: "liveReader" };

/** An account from the settings. */
export interface StaticAccount {
  username: string;
  password: string;
  account: Account;
}

/** Lets clients of the embedded broker in, and says what each may do. Everything else is denied. */
export interface Accounts {
  authenticate(username: string | undefined, password: Buffer | undefined): Promise<Account | undefined>;
}

function sha256(text: string | Buffer): Buffer {
  return createHash("sha256").update(text).digest();
}

function isRight(device: DeviceAccount | undefined, given: Buffer): boolean {
  if (!device?.isActive || !device.passwordHash) return false;
  const expected = Buffer.from(device.passwordHash, "hex");
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Accounts from the settings and from the device table, whose passwords are random and kept as sha256. */
export function createAccounts(options: {
  staticAccounts: readonly StaticAccount[];
  devices: DeviceRegistry;
}): Accounts {
  const { devices } = options;
  const fixed = new Map(
    options.staticAccounts.map(({ username, password, account }) => [
      username,
      { hash: sha256(password), account },
    ]),
  );
  return {
    authenticate: async (username, password) => {
      if (username === undefined || password === undefined) return undefined;
      const given = sha256(password);
      const known = fixed.get(username);
      if (known) return timingSafeEqual(known.hash, given) ? known.account : undefined;
      if (!isRight(devices.find(username), given)) await devices.refreshOnMiss(username);
      return isRight(devices.find(username), given) ? { role: "device", deviceId: username } : undefined;
    },
  };
}

/** A device may publish to `city/v1/<kind>/<its own id>`, a feed to `city/v1/<kind>/<any device>`. */
export function mayPublish(account: Account, topic: string): boolean {
  // U+0000 is not allowed in MQTT 3.1.1 (1.5.3-2), and PostgreSQL's text cannot hold it.
  if (topic.includes("\u0000")) return false;
  const [city, version, , device, ...rest] = topic.split("/");
  if (city !== "city" || version !== "v1" || !device || rest.length > 0) return false;
  return account.role === "feed" || (account.role === "device" && account.deviceId === device);
}

/** Only the gateway may subscribe, and only to the live store's topics. */
export function maySubscribe(account: Account, filter: string): boolean {
  return account.role === "liveReader" && filter.startsWith(LIVE_TOPIC_FILTER.slice(0, -1));
}
