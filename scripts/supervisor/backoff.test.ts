import { expect, it } from "vitest";
import { createBackoff } from "./backoff.ts";

it("waits longer after each crash, never more than half a minute, and starts over after a healthy run", () => {
  const backoff = createBackoff();
  expect([1, 2, 3, 4, 5, 6, 7].map(() => backoff.next(500))).toEqual([
    1000, 2000, 4000, 8000, 16000, 30000, 30000,
  ]);
  expect(backoff.next(60_000)).toBe(1000);
  expect(backoff.next(10)).toBe(2000);
});
