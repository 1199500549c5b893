import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { isSameOrigin } from "./same-origin.ts";
import { contentSecurityPolicy } from "./security-headers.ts";

const request = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage;

test.each([
  ["of this console", { host: "localhost:3000", origin: "http://localhost:3000" }, true],
  ["of a program without an origin", { host: "localhost:3000" }, true],
  ["of the public address before a proxy", { host: "10.0.0.4:3000", origin: "https://city.example" }, true],
  ["of another site", { host: "localhost:3000", origin: "https://evil.example" }, false],
  ["of another port", { host: "localhost:3000", origin: "http://localhost:4000" }, false],
  ["of an opaque origin", { host: "localhost:3000", origin: "null" }, false],
])("a request %s is told apart", (_name, headers, expected) => {
  expect(isSameOrigin(request(headers), "city.example")).toBe(expected);
});

test("a page may load from its own origin only, and runs only scripts with its nonce", () => {
  const policy = contentSecurityPolicy("abc");
  expect(policy).toContain("script-src 'self' 'nonce-abc'");
  expect(policy).not.toContain("unsafe-eval");
  expect(policy).not.toMatch(/https?:|\*/);
});
