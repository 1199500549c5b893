import { expect, it } from "vitest";
import { deviceIntervalMs, HISTORY_SPANS, HISTORY_WINDOWS } from "./history-span.ts";

it("every span is told in windows that are stored, in few enough points to draw", () => {
  for (const { spanMs, windowS } of Object.values(HISTORY_WINDOWS)) {
    expect([60, 300, 900]).toContain(windowS);
    expect(spanMs / 1000 / windowS).toBeLessThanOrEqual(672);
  }
  expect(HISTORY_SPANS).toEqual(Object.keys(HISTORY_WINDOWS));
});

it("values of a device come as often as it reports, or once a bin where they are averaged", () => {
  const often = { expectedIntervalS: 10, maxPoints: 360 };
  expect(deviceIntervalMs("1h", often)).toBe(10_000);
  expect(deviceIntervalMs("24h", often)).toBe(240_000);
  expect(deviceIntervalMs("24h", { ...often, expectedIntervalS: 900 })).toBe(900_000);
});
