import type { Browser } from "playwright-core";
import { launchChromium } from "../e2e/harness/browser.ts";
import type { Product } from "../e2e/harness/product.ts";
import {
  type InspectedElement,
  lookAtConsole,
  MAP,
  median,
  newContext,
  type StorageState,
} from "./bare-page/same-ground.ts";
import { type SameView, serveBarePages } from "./bare-page/serve-bare-pages.ts";
import { atMost, type BenchmarkResult } from "./report/benchmark.ts";
import { withDemoCity } from "./setup/demo-city.ts";

export const summary = "time to the first moving vehicle in the console, beside a bare MapLibre page";

const ROUNDS = 7;
const MAX_RATIO = 1.5;
/** A vehicle that is drawn so far from where it was first drawn is seen to move, px. */
const MOVED_PX = 0.1;

declare global {
  interface Window {
    idleAtMs?: number;
    movedAtMs?: number;
  }
}

/** Runs in the page from its first moment: looks at each frame until a vehicle has moved. */
function watchVehicles([selector, movedPx]: [string, number]): void {
  const first = new Map<number, { x: number; y: number }>();
  const look = (): void => {
    const vehicles = document.querySelector<InspectedElement>(selector)?.liveMap?.vehicles() ?? [];
    for (const { handle, x, y } of vehicles) {
      const from = first.get(handle);
      if (!from) first.set(handle, { x, y });
      else if (Math.hypot(x - from.x, y - from.y) >= movedPx) {
        window.movedAtMs = performance.now();
        return;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Opens a page in a context of its own, with an empty cache, and gives what it noted, ms since its navigation began. */
async function timePage(
  browser: Browser,
  page: { url: string; mark: "idleAtMs" | "movedAtMs"; storageState?: StorageState },
): Promise<number> {
  const context = await newContext(browser, page.storageState);
  try {
    const tab = await context.newPage();
    await tab.addInitScript(watchVehicles, [MAP, MOVED_PX] as [string, number]);
    await tab.goto(page.url, { waitUntil: "commit" });
    const mark = await tab.waitForFunction((name) => window[name], page.mark, { polling: 50 });
    return Number(await mark.jsonValue());
  } finally {
    await context.close();
  }
}

interface Times {
  console: number[];
  bare: number[];
  empty: number[];
}

async function measure(browser: Browser, product: Product): Promise<{ times: Times; view: SameView }> {
  const { style, view, storageState, fetchTile } = await lookAtConsole(browser, product);
  const background = { version: 8, sources: {}, layers: style.layers.slice(0, 1) };
  const bare = await serveBarePages({
    pages: { ground: { style }, empty: { style: background } },
    view,
    fetchTile,
  });
  const times: Times = { console: [], bare: [], empty: [] };
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const [bareMs, consoleMs, emptyMs] = [
        await timePage(browser, { url: bare.urlOf("ground"), mark: "idleAtMs" }),
        await timePage(browser, { url: `${product.origin}/`, mark: "movedAtMs", storageState }),
        await timePage(browser, { url: bare.urlOf("empty"), mark: "idleAtMs" }),
      ];
      // The first round warms the servers.
      if (round === 0) continue;
      times.console.push(consoleMs);
      times.bare.push(bareMs);
      times.empty.push(emptyMs);
    }
  } finally {
    await bare.close();
  }
  return { times, view };
}

/** Starts the product with the demo city, opens both pages in turn, and compares their medians. */
export async function run(): Promise<BenchmarkResult> {
  const browser = await launchChromium();
  try {
    const { times, view } = await withDemoCity((product) => measure(browser, product));
    const [ours, bare, empty] = [median(times.console), median(times.bare), median(times.empty)];
    const ratio = ours / bare;
    return {
      name: "first-vehicle",
      ours: { value: Math.round(ours), unit: "ms" },
      peers: [
        { name: "bare MapLibre page, same ground and tiles, idle", value: Math.round(bare), unit: "ms" },
      ],
      limit: { value: Math.round(empty), unit: "ms" },
      ratios: { bare: ratio },
      bars: [atMost("console over bare page", ratio, MAX_RATIO)],
      notes: [
        `Medians of ${ROUNDS} rounds in turn, each page in a context of its own with an empty cache; ms since navigation.`,
        "Ours: signed in, until a vehicle is drawn elsewhere than before. Limit: MapLibre with a background only, idle.",
      ],
      view,
      times,
    };
  } finally {
    await browser.close();
  }
}
