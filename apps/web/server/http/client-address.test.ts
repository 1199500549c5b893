import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { clientAddress, parseTrustedProxies } from "./client-address.ts";

function addressOf(
  from: string,
  forwarded?: string,
  trusted = "10.0.0.0/8, 2001:db8::7",
): string | undefined {
  const proxies = parseTrustedProxies(trusted);
  if (!proxies) throw new Error("not addresses");
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  const request = { headers, socket: { remoteAddress: from } } as unknown as IncomingMessage;
  return clientAddress(request, proxies);
}

describe("where a request came from", () => {
  it.each([
    ["is the peer without a proxy", "203.0.113.9", undefined, "203.0.113.9"],
    [
      "is the peer when it is no trusted proxy, whatever it says",
      "203.0.113.9",
      "198.51.100.1",
      "203.0.113.9",
    ],
    ["is what a trusted proxy says", "10.0.0.4", "198.51.100.1", "198.51.100.1"],
    ["is not what the client wrote before", "10.0.0.4", "127.0.0.1, 198.51.100.1", "198.51.100.1"],
    ["is followed through several proxies", "2001:db8::7", "1.1.1.1, 198.51.100.1, 10.9.9.9", "198.51.100.1"],
    ["may lie in the proxies' own network", "10.0.0.4", "10.1.2.3", "10.1.2.3"],
    ["stays the proxy when it says nothing usable", "10.0.0.4", "unknown", "10.0.0.4"],
    ["is one address in both of its spellings", "::ffff:10.0.0.4", "::ffff:198.51.100.1", "198.51.100.1"],
  ])("%s", (_what, from, forwarded, expected) => {
    expect(addressOf(from, forwarded)).toBe(expected);
  });

  it("is the peer while no proxy is trusted", () => {
    expect(addressOf("127.0.0.1", "198.51.100.1", "")).toBe("127.0.0.1");
  });
});

it.each(["proxy.example", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0.0/", "10.0.0"])(
  "does not take %s for a proxy's address",
  (text) => expect(parseTrustedProxies(text)).toBeNull(),
);
