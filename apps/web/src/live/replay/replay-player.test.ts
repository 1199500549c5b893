import type { LiveDevice } from "@arterial/domain/live/frame";
import { beforeEach, expect, test } from "vitest";
import { type CityStores, createCityStores } from "../city-stores.ts";
import { createPageClock, type PageClock } from "../page-clock.ts";
import { type FetchWindow, ReplayPlayer } from "./replay-player.ts";

const T = Date.parse("2026-11-25T09:00:00Z");
const TICK_MS = 250;
/** Nothing was recorded between the two. */
const SPANS = [
  [T, T + 40_000],
  [T + 100_000, T + 3_000_000],
] as const;

let serverAt: number;
let city: CityStores;
let clock: PageClock;
let isDown: boolean;
let calls: number;

const deviceAt = (ts: number): LiveDevice => ({ id: "d", kind: "air", ts, receivedAt: ts, values: {} });
const floorSecond = (at: number) => Math.floor(at / 1_000) * 1_000;

/** Answers as the server does, of a recording in which one device is heard every second. */
const fetchWindow: FetchWindow = async ({ fromMs, toMs }) => {
  calls += 1;
  if (isDown) throw new Error("down");
  const next = SPANS.find(([from]) => from > fromMs)?.[0] ?? null;
  const span = SPANS.find(([from, to]) => fromMs >= from && fromMs <= to);
  if (!span) return { window: null, resumesAt: next };
  const knownToMs = Math.min(span[1], toMs);
  const nothing = { items: [], changes: [], knownToMs };
  const changes = [];
  for (let at = floorSecond(fromMs) + 1_000; at <= knownToMs; at += 1_000) {
    changes.push({ at, set: [deviceAt(at)], drop: [] });
  }
  const devices = { items: [deviceAt(floorSecond(fromMs))], changes, knownToMs };
  const window = { fromMs, knownToMs, segments: nothing, devices, figures: nothing, abnormal: nothing };
  return { window: { ...window, vehicles: null }, resumesAt: knownToMs < toMs ? next : null };
};

beforeEach(() => {
  serverAt = T + 3_600_000;
  isDown = false;
  calls = 0;
  city = createCityStores();
  clock = createPageClock({
    serverNow: () => serverAt,
    replayed: city,
    loadPlayer: async (replayed, now) => new ReplayPlayer(replayed, now, fetchWindow),
  });
});

const settle = () => new Promise((resolve) => setImmediate(resolve));

async function start(t: number, speed: 0 | 1): Promise<void> {
  clock.set({ mode: "replay", t, speed });
  await settle();
}

/** Lets some time go by; at every look the picture is that of the shown second. */
async function play(ms: number): Promise<void> {
  for (const endsAt = serverAt + ms; serverAt < endsAt; serverAt += TICK_MS) {
    clock.tick();
    if (clock.status.get() !== "loading") {
      expect(city.devices.get().items.get("d")?.ts).toBe(clock.shown.get());
    }
    await settle();
  }
}

test("plays up to a hole in the recording and goes on behind it", async () => {
  await start(T + 30_000, 1);
  await play(9_000);
  expect(clock.passedHole.get()).toBeNull();
  await play(3_000);
  expect(clock.passedHole.get()).toEqual({ fromMs: T + 40_000, toMs: T + 100_000 });
  expect(clock.now()).toBeGreaterThan(T + 101_000);
  expect(clock.now()).toBeLessThan(T + 103_000);
});

test("a replay that is started in a hole goes on behind it", async () => {
  await start(T + 50_000, 1);
  await play(1_000);
  expect(clock.passedHole.get()).toEqual({ fromMs: T + 50_000, toMs: T + 100_000 });
  expect(clock.status.get()).toBe("ready");
});

test("stands where no more is known while the recording does not answer, asks ever more rarely, and goes on", async () => {
  await start(T + 100_000, 1);
  isDown = true;
  await play(19_000);
  expect(clock.status.get()).toBe("ready");
  const callsBefore = calls;
  await play(60_000);
  expect([clock.status.get(), clock.now()]).toEqual(["failed", T + 120_000]);
  expect(calls - callsBefore).toBeLessThan(6);
  isDown = false;
  await play(20_000);
  expect(clock.status.get()).toBe("ready");
  expect(clock.now()).toBeGreaterThan(T + 121_000);
});

test("of a moment that is not known nothing is shown, not even what was shown before", async () => {
  await start(T, 0);
  expect(city.devices.get().items.size).toBe(1);
  await start(T + 50_000, 0);
  expect([clock.status.get(), city.devices.get()]).toEqual(["missing", { seq: null, items: new Map() }]);
  await start(T, 0);
  isDown = true;
  await start(T + 5_000, 0);
  expect([clock.status.get(), city.devices.get().items.size]).toEqual(["failed", 0]);
});

test("says where the recording has ended", async () => {
  await start(T + 2_990_000, 1);
  await play(15_000);
  expect([clock.status.get(), clock.now()]).toEqual(["ended", T + 3_000_000]);
});
