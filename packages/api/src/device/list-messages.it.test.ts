import { upsertDevices } from "@arterial/db/city/write-devices";
import { writeDeadLetters } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiFixture, createApiFixture } from "../testing/api-fixture.ts";

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
  const device = {
    id: "air-1",
    kind: "air" as const,
    name: "Air",
    lon: 11,
    lat: 54.6,
    expectedIntervalS: 60,
  };
  await upsertDevices(api.services.pool, [device]);
});
afterAll(() => api.close());

it("tells the refused messages of a past moment, however many came after it", async () => {
  const now = api.clock.nowMs;
  const letter = { topic: "city/v1/air/air-1", deviceId: "air-1", reason: "json" };
  await writeDeadLetters(
    api.services.pool,
    ["early", "late", "latest"].map((text, n) => ({
      ...letter,
      receivedAt: now - 180_000 + n * 60_000,
      payload: Buffer.from(text),
    })),
  );
  const caller = api.callerOf({ type: "token", id: "t", name: "t", role: "supervisor" });
  const then = await caller.device.messages({ id: "air-1", atMs: now - 150_000, limit: 1 });
  expect(then.refused?.map(({ receivedAt }) => receivedAt)).toEqual([now - 180_000]);
  const live = await caller.device.messages({ id: "air-1", limit: 1 });
  expect(live.refused?.map(({ receivedAt }) => receivedAt)).toEqual([now - 60_000]);
});
