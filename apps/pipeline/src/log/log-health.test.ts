import { createManualClock } from "@arterial/runtime/clock";
import { expect, it } from "vitest";
import { createLogHealth } from "./log-health.ts";

const HOUR_MS = 3_600_000;

it("says for a day that records were lost, and where", async () => {
  const clock = createManualClock(Date.UTC(2026, 6, 1));
  const health = createLogHealth(clock);
  expect(health.check()).toEqual({ status: "ok" });
  health.lose({ group: "observation-sink", topic: "air-quality", partition: 3 });
  await clock.advance(23 * HOUR_MS);
  expect(health.check()).toEqual({
    status: "degraded",
    detail: "air-quality/3 lost records; read again by observation-sink since 2026-07-01T00:00:00.000Z",
  });
  await clock.advance(HOUR_MS);
  expect(health.check()).toEqual({ status: "ok" });
});

it("is down once the log has failed", () => {
  const health = createLogHealth(createManualClock());
  health.lose({ group: "observation-sink", topic: "air-quality", partition: 3 });
  health.fail(new Error("the producer failed"));
  expect(health.check()).toEqual({ status: "down", detail: "the producer failed" });
});
