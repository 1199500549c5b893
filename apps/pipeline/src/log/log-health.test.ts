import { createManualClock } from "@arterial/runtime/clock";
import { expect, it } from "vitest";
import { createLogHealth } from "./log-health.ts";

const HOUR_MS = 3_600_000;
const LOST = { group: "observation-sink", topic: "air-quality", partition: 3, next: 900, low: 0, high: 20 };

it("says for a day that records were lost, and where", async () => {
  const clock = createManualClock(Date.UTC(2026, 6, 1));
  const health = createLogHealth(clock);
  expect(health.check()).toEqual({ status: "ok" });
  health.lose(LOST);
  await clock.advance(23 * HOUR_MS);
  expect(health.check()).toEqual({
    status: "degraded",
    detail: "air-quality/3 lost records; read again by observation-sink since 2026-07-01T00:00:00.000Z",
  });
  await clock.advance(HOUR_MS);
  expect(health.check()).toEqual({ status: "ok" });
});

it("says how many records were deleted before they were read", () => {
  const health = createLogHealth(createManualClock(Date.UTC(2026, 6, 1)));
  health.lose({ ...LOST, low: 960, high: 2_000 });
  expect(health.check()).toEqual({
    status: "degraded",
    detail: "air-quality/3 lost 60 records before observation-sink read them; found 2026-07-01T00:00:00.000Z",
  });
});

it("is down once the log has failed", () => {
  const health = createLogHealth(createManualClock());
  health.lose(LOST);
  health.fail(new Error("the producer failed"));
  expect(health.check()).toEqual({ status: "down", detail: "the producer failed" });
});

it("says of several partitions how many records they lost together, each for a day", async () => {
  const clock = createManualClock(Date.UTC(2026, 6, 1));
  const health = createLogHealth(clock);
  health.lose({ ...LOST, low: 960, high: 2_000 });
  await clock.advance(HOUR_MS);
  health.lose({ ...LOST, partition: 4, low: 1_000, high: 2_000 });
  health.lose({ ...LOST, partition: 4, next: 1_200, low: 1_210, high: 2_000 });
  health.lose({ ...LOST, group: "alarms", partition: 5 });
  const found = "last found 2026-07-01T01:00:00.000Z";
  expect(health.check()).toEqual({
    status: "degraded",
    detail: `2 partitions lost 170 records before observation-sink read them; 1 partition lost records; read again by alarms; ${found}`,
  });
  await clock.advance(23 * HOUR_MS);
  expect(health.check()).toEqual({
    status: "degraded",
    detail: `1 partition lost 110 records before observation-sink read them; 1 partition lost records; read again by alarms; ${found}`,
  });
  await clock.advance(HOUR_MS);
  expect(health.check()).toEqual({ status: "ok" });
});
