import { isIP } from "node:net";

const GROUPS = 8;
/** Groups of an IPv6 address that name the network: a line is given 64 bits, and any address in them (RFC 7421). */
const NETWORK_GROUPS = 4;
/** What stands before an IPv4 address that is written as IPv6: mapped (RFC 4291, 2.5.5.2), translated (RFC 6052). */
const IPV4_PREFIXES = ["0:0:0:0:0:ffff", "64:ff9b:0:0:0:0"];

/**
 * The network that an address stands for where somebody is known by it: the first 64 bits of IPv6, of which one line has
 * all addresses; IPv4 as it is, in whichever spelling. What is no address stays what it is.
 */
export function networkOf(address: string): string {
  const [unzoned = ""] = address.split("%");
  if (isIP(unzoned) !== 6) return address;
  const groups = groupsOf(unzoned);
  if (IPV4_PREFIXES.includes(hexOf(groups.slice(0, -2)))) {
    return groups
      .slice(-2)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join(".");
  }
  return `${hexOf(groups.slice(0, NETWORK_GROUPS))}::/64`;
}

/** The eight groups of an IPv6 address without a zone. */
function groupsOf(address: string): number[] {
  const [head = [], tail = []] = withoutDots(address)
    .split("::")
    .map((part) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16))));
  const zeros = Array.from({ length: GROUPS - head.length - tail.length }, () => 0);
  return [...head, ...zeros, ...tail];
}

/** An IPv4 address at the end as the two groups that it is. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_dotted, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return hexOf([a * 256 + b, c * 256 + d]);
  });
}

function hexOf(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16)).join(":");
}
