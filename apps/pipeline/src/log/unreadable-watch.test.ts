import { createManualClock } from "@arterial/runtime/clock";
import { expect, it } from "vitest";
import { createUnreadableWatch } from "./unreadable-watch.ts";

const HOUR_MS = 3_600_000;

it("says for a day that a record cannot be read, and where it stands", async () => {
  const clock = createManualClock(Date.UTC(2026, 6, 1));
  const watch = createUnreadableWatch(clock);
  expect(watch.check()).toEqual({ status: "ok" });
  watch.note({ topic: "air-quality", partition: 3, offset: 899 });
  await clock.advance(HOUR_MS);
  watch.note({ topic: "air-quality", partition: 3, offset: 900 });
  await clock.advance(23 * HOUR_MS);
  expect(watch.check()).toEqual({
    status: "degraded",
    detail: "air-quality/3 at offset 900 cannot be read; found 2026-07-01T01:00:00.000Z",
  });
  await clock.advance(HOUR_MS);
  expect(watch.check()).toEqual({ status: "ok" });
});
