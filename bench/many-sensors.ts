import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { LiveHub } from "../apps/web/server/gateway/live-hub.ts";
import { createPlaces } from "../apps/web/server/gateway/places.ts";
import { Watcher } from "../apps/web/server/gateway/watcher.ts";
import { tilesOfBounds } from "../packages/api/src/live/tile-grid.ts";
import type { LiveDevice } from "../packages/domain/src/live/frame.ts";
import { LIVE_CHANNELS } from "../packages/domain/src/live/frame.ts";
import { systemClock } from "../packages/runtime/src/clock.ts";
import { median } from "./bare-page/same-ground.ts";
import { atMost, type BenchmarkResult } from "./report/benchmark.ts";

export const summary = "what 100,000 sensors with 10,000 updates a second cost the gateway and a viewport";

const SENSORS = 100_000;
const COLUMNS = 316;
const UPDATES_PER_FRAME = 1_000;
const FRAMES_PER_SECOND = 10;
const SECONDS = 15;
const SETTLE_MS = 100;
const CITY = { west: 10.7, south: 54.5, widthDeg: 0.4, heightDeg: 0.2 };
/** A screen of 1,040 by 610 px at street zoom, where single devices are shown. */
const VIEW = [10.85, 54.59, 10.8725, 54.5975] as const;
const CLUSTER_ZOOM = 11;
const UNIT = "ms of CPU time a second";

function placeAll() {
  const { west, south, widthDeg, heightDeg } = CITY;
  const devices = Array.from({ length: SENSORS }, (_, index) => ({
    id: `sensor-${index}`,
    kind: "air" as const,
    lon: west + ((index % COLUMNS) / COLUMNS) * widthDeg,
    lat: south + (Math.floor(index / COLUMNS) / COLUMNS) * heightDeg,
  }));
  return createPlaces({ segments: [], devices });
}

function readingOf(index: number, round: number): LiveDevice {
  const now = Date.now();
  const values = { pm25: 5 + (round % 40), pm10: 20 + (index % 30), no2: 30 };
  return { id: `sensor-${index}`, kind: "air", ts: now, receivedAt: now, values };
}

/** A frame as the live store brings it. */
function frameText(round: number): string {
  const devices = Array.from({ length: UPDATES_PER_FRAME }, (_, index) =>
    readingOf((round * 7_919 + index * 97) % SENSORS, round),
  );
  return JSON.stringify({ at: Date.now(), devices });
}

/** CPU time of some work, ms. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function bytesOf(frames: readonly Uint8Array[]): number {
  return frames.reduce((sum, frame) => sum + frame.byteLength, 0);
}

/** Takes a whole state turn by turn, as the gateway does beside its clients: its time in all and its longest turn. */
async function takeWhole(hub: LiveHub, text: string) {
  const turns = [
    cpuMs(() => hub.take({ channel: LIVE_CHANNELS.devices, key: "state", value: JSON.parse(text) })),
  ];
  let usage = process.cpuUsage();
  while (hub.devices.size < SENSORS) {
    await nextTurn();
    const { user, system } = process.cpuUsage(usage);
    usage = process.cpuUsage();
    turns.push((user + system) / 1_000);
  }
  const afterParsing = turns.slice(1);
  return {
    wholeStateMs: turns.reduce((sum, ms) => sum + ms, 0),
    firstTurnMs: turns[0] ?? Number.NaN,
    longestTurnMs: Math.max(...afterParsing),
  };
}

async function createLoadedHub() {
  const hub = new LiveHub({
    clock: systemClock,
    onBadFrame: (channel) => {
      throw new Error(`a frame of ${channel} does not fit`);
    },
  });
  hub.setPlaces(placeAll());
  const devices = Array.from({ length: SENSORS }, (_, index) => readingOf(index, 0));
  const text = JSON.stringify({ at: Date.now(), devices });
  const whole = await takeWhole(hub, text);
  // The end of the whole state is one turn more.
  await sleep(SETTLE_MS);
  hub.cut();
  return { hub, whole };
}

/** Feeds a hub with 100,000 sensors, and measures what it and one viewport take. */
export async function run(): Promise<BenchmarkResult> {
  const { hub, whole } = await createLoadedHub();
  const watcher = new Watcher(hub);
  watcher.watch({ layers: ["devices"], tiles: tilesOfBounds(VIEW, 13), clusterTiles: null, items: [] });
  const snapshotBytes = bytesOf(watcher.missing());
  const zooms = new Set([CLUSTER_ZOOM]);
  const firstClustersMs = cpuMs(() => hub.countClusters(zooms));
  const ours: number[] = [];
  const parsing: number[] = [];
  let sentBytes = 0;
  for (let second = 0; second < SECONDS; second += 1) {
    const texts = Array.from({ length: FRAMES_PER_SECOND }, (_, frame) => frameText(second * 10 + frame));
    parsing.push(cpuMs(() => texts.forEach((text) => void JSON.parse(text))));
    const take = (text: string): void => {
      hub.take({ channel: LIVE_CHANNELS.devices, key: null, value: JSON.parse(text) });
      sentBytes += bytesOf(watcher.framesOf(hub.cut().entries));
    };
    const everySecond = (): void => {
      hub.countClusters(zooms);
      hub.findDetailZooms();
    };
    ours.push(
      cpuMs(() => {
        texts.forEach(take);
        everySecond();
      }),
    );
  }
  const [oursMs, parseMs] = [median(ours), median(parsing)];
  const bytesPerS = Math.round(sentBytes / SECONDS);
  return {
    name: "many-sensors",
    ours: { value: Math.round(oursMs), unit: UNIT },
    limit: { value: Math.round(parseMs), unit: UNIT },
    peers: [{ name: "JSON.parse of the same frames alone", value: Math.round(parseMs), unit: UNIT }],
    ratios: { parsing: oursMs / parseMs },
    bars: [atMost("ms of CPU time for a second's updates", oursMs, 1_000)],
    viewport: { snapshotBytes, bytesPerS, detailZoom: hub.detailZooms.devices },
    once: {
      wholeStateMs: Math.round(whole.wholeStateMs),
      firstTurnMs: Math.round(whole.firstTurnMs),
      longestTurnMs: Math.round(whole.longestTurnMs),
      firstClustersMs: Math.round(firstClustersMs),
    },
    notes: [
      `${SENSORS} sensors on a city of ${CITY.widthDeg} by ${CITY.heightDeg} degrees, medians of ${SECONDS} seconds of updates`,
      "parsing, checking, cutting into tiles, encoding for one street-level viewport, counting one zoom of clusters",
      "no network, no database and no browser: the gateway's own work",
    ],
  };
}
