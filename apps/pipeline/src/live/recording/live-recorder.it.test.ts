import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { readEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import { readReplayChannel } from "@arterial/db/timeseries/live-recording/read-channel";
import { hashItems } from "@arterial/db/timeseries/live-recording/slice-body";
import { readLiveSlices } from "@arterial/db/timeseries/live-recording/slices";
import {
  type AbnormalItem,
  LIVE_CHANNELS,
  type LiveDevice,
  type VehiclePosition,
} from "@arterial/domain/live/frame";
import { RECORDED_CHANNELS, type RecordedChannel } from "@arterial/domain/live/replay/live-state";
import { roundPosition } from "@arterial/domain/live/replay/vehicle-slice";
import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { createMemoryLiveStore } from "@arterial/streams/memory-live-store";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLivePublisher } from "../live-publisher.ts";
import { SLICE_MS, startLiveRecorder } from "./live-recorder.ts";

const START = Date.parse("2026-11-25T09:00:00Z");
const logger = createLogger({ name: "test", level: "silent" });

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What is live at a moment, taken down by somebody who only listens to the live store. */
type Heard = Record<RecordedChannel, Map<string, { id: string }>>;

function createListener() {
  const heard: Heard = {
    segments: new Map(),
    devices: new Map(),
    figures: new Map(),
    abnormal: new Map(),
    vehicles: new Map(),
  };
  const put = (channel: RecordedChannel, items: { id: string }[], isWhole: boolean) => {
    if (isWhole) heard[channel].clear();
    for (const item of items) heard[channel].set(item.id, item);
  };
  const store = createMemoryLiveStore();
  void store.subscribe("live/", ({ channel, key, value }) => {
    const frame = value as Record<string, { id: string }[]>;
    const isWhole = key !== null;
    if (channel === LIVE_CHANNELS.vehicles) {
      put("vehicles", frame.vehicles ?? [], false);
      for (const id of (value as { gone: string[] }).gone) heard.vehicles.delete(id);
    } else if (channel === LIVE_CHANNELS.abnormal) put("abnormal", frame.items ?? [], true);
    else if (channel === LIVE_CHANNELS.segments) put("segments", frame.segments ?? [], isWhole);
    else if (channel === LIVE_CHANNELS.devices) put("devices", frame.devices ?? [], isWhole);
    else put("figures", frame.figures ?? [], true);
  });
  const hashes = async () =>
    Object.fromEntries(
      await Promise.all(
        RECORDED_CHANNELS.map(
          async (channel) => [channel, await hashItems(heard[channel].values())] as const,
        ),
      ),
    );
  return { store, hashes };
}

async function start(clock: ReturnType<typeof createManualClock>) {
  const listener = createListener();
  const recorder = await startLiveRecorder({ store: listener.store, pool: database.pool, clock, logger });
  const publisher = createLivePublisher({ store: recorder.value, clock });
  return { publisher, hashes: listener.hashes, stop: recorder.stop };
}

async function replayedHashes(at: number): Promise<Record<string, string | null>> {
  const entries = RECORDED_CHANNELS.map(async (channel) => {
    const window = await readReplayChannel(database.pool, channel, { fromMs: at, toMs: at });
    return [channel, window ? await hashItems(window.items) : null] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const device = (id: string, ts: number): LiveDevice => ({
  id,
  kind: "air",
  ts,
  receivedAt: ts,
  values: { pm25: ts % 97 },
});
const vehicle = (id: string, ts: number): VehiclePosition =>
  roundPosition({
    id,
    ts,
    lon: 11 + (ts % 60_000) / 1e6,
    lat: 54.6,
    speedKmh: 30.1,
    headingDeg: 90,
    segmentId: "s1",
  });
const abnormal = (id: string, since: number): AbnormalItem => ({
  id,
  severity: 2,
  kind: "air",
  subject: { type: "device", id: "air-1" },
  point: [11, 54.6],
  code: "air.unhealthy",
  params: { place: "Harbour" },
  since,
  segmentIds: [],
});
const listOf = (items: AbnormalItem[]) => ({ items, unlisted: [], grouped: [] });

it("replays for any moment exactly what was live then, late data only from when it was known", async () => {
  const clock = createManualClock(START);
  const live = await start(clock);
  const taken: { at: number; hashes: Record<string, string> }[] = [];
  for (let second = 1; second <= 330; second += 1) {
    await clock.advance(1_000);
    const now = clock.now();
    const gone = second % 7 === 0 ? [`v${(second / 7) % 5}`] : [];
    await live.publisher.vehicles({ at: now, vehicles: [vehicle(`v${second % 5}`, now - 300)], gone });
    // A reading of three minutes ago arrives only now.
    if (second === 200) await live.publisher.devices([device("late", now - 180_000)]);
    if (second % 3 === 0) await live.publisher.devices([device(`air-${second % 4}`, now)]);
    if (second % 40 === 0)
      await live.publisher.abnormal(listOf(second % 80 === 0 ? [] : [abnormal(`a${second}`, now)]));
    if (second % 13 === 0 || second === 199 || second === 200)
      taken.push({ at: now, hashes: await live.hashes() });
  }
  await clock.advance(SLICE_MS);
  await live.stop();
  expect(taken.length).toBeGreaterThan(25);
  for (const { at, hashes } of taken) expect([at, await replayedHashes(at)]).toEqual([at, hashes]);
  const lateAt = async (second: number) => {
    const at = START + second * 1_000;
    const window = await readReplayChannel(database.pool, "devices", { fromMs: at, toMs: at });
    return window?.items.some(({ id }) => id === "late");
  };
  expect([await lateAt(199), await lateAt(200)]).toEqual([false, true]);
});

it("the changes of a window lead from its start to its end", async () => {
  const [fromMs, toMs] = [START + 100_000, START + 250_000];
  const window = await readReplayChannel(database.pool, "vehicles", { fromMs, toMs });
  const end = await readReplayChannel(database.pool, "vehicles", { fromMs: toMs, toMs });
  const state = new Map(window?.items.map((item) => [item.id, item]));
  for (const { set, drop } of window?.changes ?? []) {
    for (const id of drop) state.delete(id);
    for (const item of set) state.set(item.id, item);
  }
  expect(await hashItems(state.values())).toBe(await hashItems(end?.items ?? []));
});

it("every slice's end has the hash that was recorded with it", async () => {
  const slices = await readLiveSlices(database.pool, {
    channel: "vehicles",
    fromMs: START,
    toMs: START + 330_000,
    wholeWithinMs: 600_000,
  });
  expect(slices.length).toBeGreaterThan(20);
  expect(slices.filter(({ isWhole }) => isWhole).length).toBeGreaterThan(1);
  for (const { endsAt, stateHash } of slices) {
    const window = await readReplayChannel(database.pool, "vehicles", { fromMs: endsAt - 1, toMs: endsAt });
    expect(await hashItems(window?.items ?? [])).toBe(stateHash);
  }
});

it("tells when something came on the list and left it", async () => {
  const episodes = await readEpisodes(database.pool, { fromMs: START, toMs: START + 170_000, limit: 10 });
  expect(episodes.map(({ id, knownAt, goneAt, place }) => [id, knownAt, goneAt, place])).toEqual([
    ["a40", START + 40_000, START + 80_000, "Harbour"],
    ["a120", START + 120_000, START + 160_000, "Harbour"],
  ]);
});

it("tells apart what is over and what one item of many tells from then on", async () => {
  const clock = createManualClock(START + 800_000);
  const live = await start(clock);
  await live.publisher.abnormal(listOf([abnormal("over", START), abnormal("told", START)]));
  await clock.advance(5_000);
  await live.publisher.abnormal({ ...listOf([abnormal("others:air", START)]), grouped: ["told"] });
  await live.stop();
  const { rows } = await database.pool.query(
    "select alarm_id, reason from timeseries.alarm_event where type = 'cleared' and at = to_timestamp($1) order by 1",
    [clock.now() / 1_000],
  );
  expect(rows).toEqual([
    { alarm_id: "over", reason: "gone" },
    { alarm_id: "told", reason: "grouped" },
  ]);
});

it("says that nothing was recorded where nothing was, and begins anew after a pause", async () => {
  const pausedAt = START + 400_000;
  expect((await replayedHashes(pausedAt)).devices).toBeNull();
  expect((await replayedHashes(START - 1)).devices).toBeNull();
  const clock = createManualClock(START + 600_000);
  const live = await start(clock);
  await live.publisher.devices([device("new", clock.now())]);
  const hashes = await live.hashes();
  await clock.advance(SLICE_MS);
  await live.stop();
  expect((await replayedHashes(START + 601_000)).devices).toBe(hashes.devices);
});

it("a slice that could not be stored is a hole, and soon after it everything is known again", async () => {
  const startAt = START + 1_200_000;
  const clock = createManualClock(startAt);
  const live = await start(clock);
  await live.publisher.devices([device("first", clock.now())]);
  await clock.advance(SLICE_MS);
  await live.publisher.devices([device("in-the-hole", clock.now())]);
  await database.pool.query("alter table timeseries.live_slice rename to live_slice_away");
  await clock.advance(SLICE_MS);
  await database.pool.query("alter table timeseries.live_slice_away rename to live_slice");
  await clock.advance(3 * SLICE_MS);
  const hashes = await live.hashes();
  await live.stop();
  const devicesAt = async (slices: number) => (await replayedHashes(startAt + slices * SLICE_MS)).devices;
  expect([await devicesAt(1.5), await devicesAt(2.5)]).toEqual([null, null]);
  expect(await devicesAt(3.5)).toBe(hashes.devices);
});
