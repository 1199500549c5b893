import { expect, it } from "vitest";
import { networkOf } from "./network-of.ts";

it.each([
  ["an IPv4 address is its own", "203.0.113.9", "203.0.113.9"],
  ["an IPv6 address has its first 64 bits", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["whatever the rest of it is", "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"],
  ["and however it is spelled", "2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
  ["zeros that are left out are counted", "2001:db8::3:4:5:6", "2001:db8:0:0::/64"],
  ["at the beginning too", "::1", "0:0:0:0::/64"],
  ["and at the end", "2001:db8:1::", "2001:db8:1:0::/64"],
  ["one group that is left out", "2001:db8::2:3:4:5:6", "2001:db8:0:2::/64"],
  ["another network is another", "2001:db8:1:3::1", "2001:db8:1:3::/64"],
  ["a zone is not part of it", "fe80::1:2%eth0", "fe80:0:0:0::/64"],
  ["IPv4 in IPv6 is IPv4", "::ffff:203.0.113.9", "203.0.113.9"],
  ["in hexadecimals too", "::FFFF:cb00:7109", "203.0.113.9"],
  ["and written out, with a zone", "0:0:0:0:0:ffff:203.0.113.9%2", "203.0.113.9"],
  ["and translated by NAT64", "64:ff9b::cb00:7109", "203.0.113.9"],
  ["dots may end any IPv6 address", "2001:db8:1:2::203.0.113.9", "2001:db8:1:2::/64"],
  ["what is no address stays what it is", "unknown", "unknown"],
])("%s: %s", (_what, address, network) => {
  expect(networkOf(address)).toBe(network);
});
