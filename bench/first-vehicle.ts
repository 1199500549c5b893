import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../e2e/harness/browser.ts";
import { clearPlace, type Product, preparePlace, startProduct, waitUntil } from "../e2e/harness/product.ts";
import { type BarePage, type SameView, serveBarePage } from "./first-vehicle/bare-page.ts";
import { atMost, type BenchmarkResult } from "./report/benchmark.ts";

export const summary = "time to the first moving vehicle in the console, beside a bare MapLibre page";

const ROUNDS = 9;
const MAX_RATIO = 1.5;
const VIEW = { width: 1440, height: 900 };
/** A vehicle that is drawn so far from where it was first drawn is seen to move, px. */
const MOVED_PX = 0.1;
const MAP = "[data-live-map][data-ready=true]";

interface InspectedElement extends HTMLElement {
  liveMap: {
    map: {
      getStyle(): {
        sources: Record<string, { tiles?: string[] }>;
        layers: { source?: string; id: string }[];
      };
      getCenter(): { lng: number; lat: number };
      getZoom(): number;
    };
    vehicles(): readonly { handle: number; x: number; y: number }[];
  };
}

declare global {
  interface Window {
    idleAtMs?: number;
    movedAtMs?: number;
  }
}

type StorageState = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

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
  const { storageState } = page;
  const context = await browser.newContext({
    viewport: VIEW,
    colorScheme: "dark",
    ...(storageState ? { storageState } : {}),
  });
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

/** Signs in, lets the console come to rest, and takes its view, the style of its ground, and the session. */
async function lookAtConsole(browser: Browser, product: Product) {
  const context = await browser.newContext({ viewport: VIEW, colorScheme: "dark" });
  const page = await context.newPage();
  await page.goto(product.origin + product.signInPath);
  await page.getByText("Not now").click();
  await page.waitForFunction(
    () => window.movedAtMs !== undefined || document.querySelector("[data-ready=true]"),
  );
  const looked = await page.$eval(MAP, (element: InspectedElement) => {
    const { map } = element.liveMap;
    const { lng, lat } = map.getCenter();
    const { clientWidth: widthPx, clientHeight: heightPx } = element;
    const center: [number, number] = [lng, lat];
    return { style: map.getStyle(), view: { center, zoom: map.getZoom(), widthPx, heightPx } };
  });
  const storageState = await context.storageState();
  await context.close();
  return { ...looked, storageState };
}

/** Ground, roads and labels of the console's style, with the tiles' addresses as paths. */
function groundOf(style: ReturnType<InspectedElement["liveMap"]["map"]["getStyle"]>) {
  const city = style.sources.city;
  const tiles = (city?.tiles ?? []).map((url) => url.replace(/^https?:\/\/[^/]+/, ""));
  const layers = style.layers.filter(
    ({ id, source }) =>
      (source === undefined || source === "city") && !/^(congestion|segment|clusters)/.test(id),
  );
  return { ...style, sources: { city: { ...city, tiles } }, layers };
}

function fetchTileOf(product: Product, storageState: StorageState) {
  const cookie = storageState.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return async (path: string) => {
    const response = await fetch(product.origin + path, { headers: { cookie } });
    const type = response.headers.get("content-type") ?? "";
    return { body: Buffer.from(await response.arrayBuffer()), headers: { "content-type": type } };
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

interface Times {
  console: number[];
  bare: number[];
  empty: number[];
}

async function measure(browser: Browser, product: Product): Promise<{ times: Times; view: SameView }> {
  const { style, view, storageState } = await lookAtConsole(browser, product);
  const bare: BarePage = await serveBarePage({
    style: groundOf(style),
    view,
    fetchTile: fetchTileOf(product, storageState),
  });
  const times: Times = { console: [], bare: [], empty: [] };
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const [bareMs, consoleMs, emptyMs] = [
        await timePage(browser, { url: bare.url, mark: "idleAtMs" }),
        await timePage(browser, { url: `${product.origin}/`, mark: "movedAtMs", storageState }),
        await timePage(browser, { url: bare.emptyUrl, mark: "idleAtMs" }),
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
  const place = await preparePlace();
  const product = await startProduct(place);
  const browser = await launchChromium();
  try {
    const log = join(place.dataDir, "logs", "pipeline.log");
    await waitUntil(() => readFileSync(log, "utf8").includes('"history loaded"'));
    const { times, view } = await measure(browser, product);
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
    await product.stop();
    clearPlace(place);
  }
}
