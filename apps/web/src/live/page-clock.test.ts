import { beforeEach, expect, test } from "vitest";
import { createCityStores } from "./city-stores.ts";
import { askedMoment, createPageClock, firstSecondFrom, type PageClock } from "./page-clock.ts";
import type { Outlook } from "./replay-run.ts";

const NOW = Date.parse("2026-11-25T10:00:00.700Z");
let serverAt: number;
let clock: PageClock;
/** What the player says of any moment. */
let outlook: Outlook;
let sought: number[];
let loads: number;
let isChunkLost: boolean;

beforeEach(() => {
  serverAt = NOW;
  outlook = { knownToMs: NOW, resumesAt: null, trouble: null };
  sought = [];
  loads = 0;
  isChunkLost = false;
  clock = createPageClock({
    serverNow: () => serverAt,
    replayed: createCityStores(),
    loadPlayer: async () => {
      loads += 1;
      if (isChunkLost) throw new Error("chunk");
      return {
        seek: async (t) => {
          sought.push(t);
          return outlook;
        },
        advance: () => outlook,
        forget: () => undefined,
      };
    },
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

test("leads to the shown moment while a replay runs, and to the chosen one while it stands", async () => {
  expect(clock.addressed()).toEqual({ mode: "live" });
  const t = NOW - 3_600_300;
  clock.set({ mode: "replay", t, speed: 0 });
  await settle();
  serverAt += 20_000;
  expect(clock.addressed()).toEqual({ mode: "replay", t, speed: 0 });
  clock.set({ mode: "replay", t, speed: 8 });
  await settle();
  serverAt += 10_000;
  expect(clock.addressed()).toEqual({
    mode: "replay",
    t: Math.floor((t + 80_000) / 1_000) * 1_000,
    speed: 8,
  });
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
  outlook = { knownToMs: NOW - 3_600_000, resumesAt: null, trouble: "missing" };
  clock.set({ mode: "replay", t: NOW - 3_600_000, speed: 0 });
  await settle();
  expect(clock.status.get()).toBe("missing");
});

test("waits for a moment that is not recorded yet, and gives up when it should have been", async () => {
  const t = NOW - 2_000;
  outlook = { knownToMs: t, resumesAt: null, trouble: "missing" };
  clock.set({ mode: "replay", t, speed: 0 });
  await settle();
  expect(clock.status.get()).toBe("loading");
  clock.tick();
  expect(sought).toHaveLength(1);
  outlook = { knownToMs: NOW, resumesAt: null, trouble: null };
  serverAt += 2_000;
  clock.tick();
  await settle();
  expect([clock.status.get(), clock.now(), sought]).toEqual(["ready", t, [t, t]]);

  outlook = { knownToMs: t, resumesAt: null, trouble: "missing" };
  clock.set({ mode: "replay", t: t + 1_000, speed: 0 });
  await settle();
  for (let second = 0; second < 70; second += 1) {
    serverAt += 1_000;
    clock.tick();
    await settle();
  }
  expect(clock.status.get()).toBe("missing");
  const asked = sought.length;
  serverAt += 10_000;
  clock.tick();
  expect(sought).toHaveLength(asked);
  clock.set({ mode: "live" });
});

test("waits for no moment in a hole, behind which more is recorded already", async () => {
  const t = NOW - 30_000;
  outlook = { knownToMs: t, resumesAt: t + 5_000, trouble: "missing" };
  clock.set({ mode: "replay", t, speed: 0 });
  await settle();
  expect([clock.status.get(), clock.resumesAt.get()]).toEqual(["missing", t + 5_000]);
});

test("waits where no more is known, and runs on from there", async () => {
  const t = NOW - 3_600_000;
  outlook = { ...outlook, knownToMs: t + 3_000 };
  clock.set({ mode: "replay", t, speed: 1 });
  await settle();
  serverAt += 60_000;
  expect(clock.now()).toBe(t + 3_000);
  clock.tick();
  outlook = { ...outlook, knownToMs: t + 30_000 };
  clock.tick();
  expect(clock.now()).toBe(t + 3_000);
  serverAt += 2_000;
  clock.tick();
  expect([clock.now(), clock.status.get()]).toEqual([t + 5_000, "ready"]);
});

test("says what holds it, and goes on by itself when it is over", async () => {
  const t = NOW - 3_600_000;
  outlook = { ...outlook, knownToMs: t + 3_000 };
  clock.set({ mode: "replay", t, speed: 1 });
  await settle();
  outlook = { knownToMs: t + 3_000, resumesAt: null, trouble: "failed" };
  serverAt += 2_000;
  clock.tick();
  expect(clock.status.get()).toBe("ready");
  serverAt += 10_000;
  clock.tick();
  expect([clock.status.get(), clock.shown.get()]).toEqual(["failed", Date.parse("2026-11-25T09:00:03Z")]);
  outlook = { knownToMs: t + 30_000, resumesAt: null, trouble: null };
  clock.tick();
  serverAt += 1_000;
  expect([clock.status.get(), clock.now()]).toEqual(["ready", t + 4_000]);
});

test("a running replay goes on behind a hole and says so for a while, a standing one stays in it", async () => {
  const [t, behind] = [NOW - 3_600_000, NOW - 3_000_000];
  outlook = { knownToMs: t + 1_000, resumesAt: behind, trouble: null };
  clock.set({ mode: "replay", t, speed: 1 });
  await settle();
  serverAt += 1_500;
  outlook = { knownToMs: t + 1_000, resumesAt: behind, trouble: null };
  clock.tick();
  expect(clock.passedHole.get()).toEqual({ fromMs: t + 1_000, toMs: behind });
  expect(clock.status.get()).toBe("loading");
  outlook = { knownToMs: NOW, resumesAt: null, trouble: null };
  await settle();
  expect([sought, clock.now(), clock.status.get()]).toEqual([[t, behind], behind, "ready"]);
  serverAt += 20_000;
  clock.tick();
  expect([clock.passedHole.get(), clock.now()]).toEqual([null, behind + 20_000]);

  outlook = { knownToMs: t, resumesAt: behind, trouble: "missing" };
  clock.set({ mode: "replay", t: t + 5_000, speed: 0 });
  await settle();
  expect([clock.now(), clock.status.get()]).toEqual([t + 5_000, "missing"]);
});

test("tells where the recording goes on while nothing was recorded at the moment, and no longer", async () => {
  const [t, behind] = [NOW - 3_600_000, NOW - 3_000_000];
  outlook = { knownToMs: t, resumesAt: behind, trouble: "missing" };
  clock.set({ mode: "replay", t, speed: 0 });
  expect(clock.resumesAt.get()).toBeNull();
  await settle();
  expect(clock.resumesAt.get()).toBe(behind);
  outlook = { knownToMs: NOW, resumesAt: null, trouble: null };
  clock.set({ mode: "replay", t: behind, speed: 0 });
  expect(clock.resumesAt.get()).toBeNull();
  await settle();
  expect([clock.resumesAt.get(), clock.status.get()]).toEqual([null, "ready"]);

  outlook = { knownToMs: t, resumesAt: behind, trouble: "missing" };
  clock.set({ mode: "replay", t, speed: 0 });
  await settle();
  clock.set({ mode: "live" });
  expect(clock.resumesAt.get()).toBeNull();
});

test("fails when the player does not come, and asks for it anew when it is told to", async () => {
  isChunkLost = true;
  clock.set({ mode: "replay", t: NOW - 3_600_000, speed: 0 });
  await settle();
  expect([clock.status.get(), loads]).toEqual(["failed", 1]);
  isChunkLost = false;
  clock.retry();
  await settle();
  expect([clock.status.get(), loads]).toEqual(["ready", 2]);
});

test("stops and plays at the very moment that is shown, in whole milliseconds", async () => {
  const t = NOW - 3_600_000;
  clock.set({ mode: "replay", t, speed: 1 });
  await settle();
  serverAt += 1_400.25;
  clock.tick();
  clock.set({ mode: "replay", t: clock.shown.get() ?? 0, speed: 0 });
  expect(clock.setting.get()).toEqual({ mode: "replay", t: t + 1_400, speed: 0 });
  expect(sought).toEqual([t]);
});

test("a jump lands on the first full second at which something is known", () => {
  const second = Date.parse("2026-11-25T09:00:07Z");
  expect([second - 999, second, second + 1].map(firstSecondFrom)).toEqual([second, second, second + 1_000]);
});

test("verbs are asked about the very moment of a standing replay, and in steps of a running one", () => {
  const t = Date.parse("2026-11-25T09:00:07.300Z");
  const at = (speed: 0 | 1, shownAt: number) => askedMoment({ mode: "replay", t, speed }, shownAt, 15_000);
  expect(askedMoment({ mode: "live" }, t, 15_000)).toBeNull();
  expect(at(0, t - 300)).toBe(t);
  // Never before the start: what was jumped to would not be known.
  expect(at(1, t + 1_000)).toBe(t);
  expect(at(1, t + 12_000)).toBe(Date.parse("2026-11-25T09:00:15Z"));
});
