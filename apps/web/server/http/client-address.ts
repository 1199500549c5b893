import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Proxies whose word about a client's address is taken. */
export type TrustedProxies = Pick<BlockList, "check">;

const V4_IN_V6 = /^::ffff:(?=\d+\.)/i;

function familyOf(address: string): "ipv4" | "ipv6" | null {
  const version = isIP(address);
  if (version === 0) return null;
  return version === 4 ? "ipv4" : "ipv6";
}

function addTo(proxies: BlockList, entry: string): boolean {
  const [address = "", prefix, ...more] = entry.split("/");
  const family = familyOf(address);
  if (family === null || more.length > 0) return false;
  if (prefix === undefined) {
    proxies.addAddress(address, family);
    return true;
  }
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > (family === "ipv4" ? 32 : 128)) return false;
  proxies.addSubnet(address, Number(prefix), family);
  return true;
}

/** Addresses and networks in CIDR notation with commas between; null when one of them is neither. */
export function parseTrustedProxies(text: string): TrustedProxies | null {
  const proxies = new BlockList();
  const entries = text.split(",").flatMap((entry) => entry.trim() || []);
  return entries.every((entry) => addTo(proxies, entry)) ? proxies : null;
}

/**
 * Where a request came from. A trusted proxy tells it at the end of X-Forwarded-For; what stands before that comes from
 * the client itself, who may have written anything.
 */
export function clientAddress(request: IncomingMessage, proxies: TrustedProxies): string | undefined {
  const told = [request.headers["x-forwarded-for"] ?? []].flat().join().split(",");
  let address = request.socket.remoteAddress?.replace(V4_IN_V6, "");
  while (address !== undefined) {
    const family = familyOf(address);
    const next = told.pop()?.trim().replace(V4_IN_V6, "") ?? "";
    if (family === null || !proxies.check(address, family) || isIP(next) === 0) return address;
    address = next;
  }
  return undefined;
}
