import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { launchChromium } from "../e2e/harness/browser.ts";
import type { Product } from "../e2e/harness/product.ts";
import { lookAtConsole, MAP, median, newContext, type StorageState } from "./bare-page/same-ground.ts";
import { serveBarePages } from "./bare-page/serve-bare-pages.ts";
import { deckPage, mapLibrePage } from "./map-frame/bare-points.ts";
import { deckGlScript } from "./peers/deck-gl.ts";
import { atMost, type BenchmarkResult } from "./report/benchmark.ts";
import { withDemoCity } from "./setup/demo-city.ts";

export const summary =
  "main-thread time of a frame while the map is panned, beside bare MapLibre and deck.gl";

const ROUNDS = 3;
const MAX_RATIO = 1.2;
/** What the browser calls a long task begins here. */
const MAX_TASK_MS = 50;
const SETTLE_MS = 2_000;
const PAN_MS = 4_000;
const PAN_PX = 500;
const DECK_SCRIPT = "/deck.gl.js";
const UNIT = "ms of main-thread CPU time a frame";

interface PannedMap {
  panBy(offset: [number, number], options: object): void;
  on(event: "render", listener: () => void): void;
  off(event: "render", listener: () => void): void;
  once(event: "moveend", listener: () => void): void;
}

/** What one panning took. */
interface Pan {
  frameMs: number;
  frames: number;
  longTasks: number;
  longestMs: number;
}

/** Runs in the page: pans there and back, and counts frames and long tasks. */
async function panMap([selector, panMs, panPx]: [string, number, number]) {
  const live = document.querySelector<HTMLElement & { liveMap: { map: PannedMap } }>(selector);
  const map = live ? live.liveMap.map : (window as unknown as { map: PannedMap }).map;
  const durations: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) durations.push(duration);
  });
  observer.observe({ type: "longtask" });
  let frames = 0;
  const count = (): void => {
    frames += 1;
  };
  map.on("render", count);
  for (const px of [panPx, -panPx]) {
    const end = new Promise<void>((resolve) => map.once("moveend", resolve));
    map.panBy([px, px / 4], { duration: panMs, easing: (share: number) => share, essential: true });
    await end;
  }
  map.off("render", count);
  observer.disconnect();
  return { frames, longTasks: durations.length, longestMs: Math.max(0, ...durations) };
}

async function panPage(browser: Browser, url: string, storageState?: StorageState): Promise<Pan> {
  const context = await newContext(browser, storageState);
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(
      () => window.idleAtMs !== undefined || performance.getEntriesByName("map drawn").length > 0,
    );
    await sleep(SETTLE_MS);
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const taskSeconds = async (): Promise<number> => {
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
    };
    const before = await taskSeconds();
    const panned = await page.evaluate(panMap, [MAP, PAN_MS, PAN_PX] as [string, number, number]);
    const frameMs = (((await taskSeconds()) - before) * 1_000) / panned.frames;
    return { ...panned, frameMs };
  } finally {
    await context.close();
  }
}

/** `points` is the console with nothing but what the bare pages show. */
type Pans = Record<"console" | "points" | "maplibre" | "deck", Pan[]>;

async function measure(browser: Browser, product: Product): Promise<{ pans: Pans; points: number }> {
  const { style, view, points, storageState, fetchTile } = await lookAtConsole(browser, product);
  const bare = await serveBarePages({
    pages: { maplibre: mapLibrePage(style, points), deck: deckPage(style, points, DECK_SCRIPT) },
    files: { [DECK_SCRIPT]: await deckGlScript() },
    view,
    fetchTile,
  });
  const pans: Pans = { console: [], points: [], maplibre: [], deck: [] };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      pans.maplibre.push(await panPage(browser, bare.urlOf("maplibre")));
      pans.console.push(await panPage(browser, `${product.origin}/`, storageState));
      pans.points.push(await panPage(browser, `${product.origin}/?layers=vehicles`, storageState));
      pans.deck.push(await panPage(browser, bare.urlOf("deck")));
    }
  } finally {
    await bare.close();
  }
  return { pans, points: points.length };
}

function resultOf(pans: Pans, pointCount: number): BenchmarkResult {
  const frameOf = (each: readonly Pan[]) => median(each.map(({ frameMs }) => frameMs));
  const [ours, mapLibre, deck] = [frameOf(pans.console), frameOf(pans.maplibre), frameOf(pans.deck)];
  const longestOf = (each: readonly Pan[]) => median(each.map(({ longestMs }) => longestMs));
  const points = frameOf(pans.points);
  const ratios = {
    mapLibre: ours / mapLibre,
    deckGl: ours / deck,
    samePointsToMapLibre: points / mapLibre,
    samePointsToDeckGl: points / deck,
  };
  const figure = (value: number) => ({ value: Math.round(value * 100) / 100, unit: UNIT });
  return {
    name: "map-frame",
    ours: figure(ours),
    limit: figure(Math.min(mapLibre, deck)),
    peers: [
      { name: "MapLibre alone, the points as circles", ...figure(mapLibre) },
      { name: "deck.gl over MapLibre, the points as circles", ...figure(deck) },
    ],
    ratios,
    bars: [
      atMost("over bare MapLibre", ratios.mapLibre, MAX_RATIO),
      atMost("over bare deck.gl", ratios.deckGl, MAX_RATIO),
      atMost("longest task of the main thread, ms", longestOf(pans.console), MAX_TASK_MS),
    ],
    longestTaskMs: {
      ours: longestOf(pans.console),
      oursWithSamePoints: longestOf(pans.points),
      mapLibre: longestOf(pans.maplibre),
      deckGl: longestOf(pans.deck),
    },
    notes: [
      `Medians of ${ROUNDS} rounds in turn; each pans ${PAN_PX} px there and back in ${(2 * PAN_MS) / 1_000} s.`,
      `${pointCount} points that get new positions every second; ours shows everything else of the live page as well.`,
      "The ratios of the same points are of the console with its layer of vehicles only: its page around the map stays.",
      "CPU time of all tasks of the page's main thread over the frames that MapLibre drew.",
    ],
    pans,
  };
}

/** Pans the console's map and bare pages with the same ground and points in turn, and compares the medians. */
export async function run(): Promise<BenchmarkResult> {
  const browser = await launchChromium();
  try {
    const { pans, points } = await withDemoCity((product) => measure(browser, product));
    return resultOf(pans, points);
  } finally {
    await browser.close();
  }
}
