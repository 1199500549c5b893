import { beforeEach, expect, test } from "vitest";
import { createCityStores } from "./city-stores.ts";
import { createPageClock, type PageClock } from "./page-clock.ts";

const NOW = Date.parse("2026-11-25T10:00:00.700Z");
let serverAt: number;
let clock: PageClock;
let results: ("ready" | "missing")[];

beforeEach(() => {
  serverAt = NOW;
  results = ["ready"];
  clock = createPageClock({
    serverNow: () => serverAt,
    replayed: createCityStores(),
    loadPlayer: async () => ({ seek: async () => results[0] ?? "ready", advance: () => undefined }),
  });
});

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test("is the server's time to the second while live", () => {
  clock.tick();
  expect([clock.shown.get(), clock.live.get(), clock.isReplay.get()]).toEqual([
    Date.parse("2026-11-25T10:00:00Z"),
    Date.parse("2026-11-25T10:00:00Z"),
    false,
  ]);
});

test("stands at a moment of the past while the live time goes on", async () => {
  const t = NOW - 3_600_000;
  clock.set({ mode: "replay", t, speed: 0 });
  expect(clock.status.get()).toBe("loading");
  await settle();
  serverAt += 5_000;
  clock.tick();
  expect(clock.status.get()).toBe("ready");
  expect(clock.now()).toBe(t);
  expect((clock.live.get() ?? 0) - (clock.shown.get() ?? 0)).toBeGreaterThan(3_600_000);
});

test("runs as many times as fast as it is told, from when the moment is there", async () => {
  const t = NOW - 3_600_000;
  clock.set({ mode: "replay", t, speed: 8 });
  serverAt += 2_000;
  expect(clock.now()).toBe(t);
  await settle();
  serverAt += 1_000;
  expect(clock.now()).toBe(t + 8_000);
});

test("changes its speed without fetching the moment again", async () => {
  clock.set({ mode: "replay", t: NOW - 3_600_000, speed: 0 });
  await settle();
  clock.set({ mode: "replay", t: clock.now(), speed: 4 });
  expect(clock.status.get()).toBe("ready");
});

test("goes on live when it has caught up with the recording", async () => {
  clock.set({ mode: "replay", t: NOW - 60_000, speed: 60 });
  await settle();
  serverAt += 1_000;
  clock.tick();
  expect(clock.setting.get()).toEqual({ mode: "live" });
});

test("says when nothing was recorded", async () => {
  results = ["missing"];
  clock.set({ mode: "replay", t: NOW - 3_600_000, speed: 0 });
  await settle();
  expect(clock.status.get()).toBe("missing");
});
