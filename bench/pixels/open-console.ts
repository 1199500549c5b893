import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import { MAP, newContext, signIn } from "../bare-page/same-ground.ts";
import type { StartedProduct } from "../latency/started-product.ts";
import { matchPixels, type StationLoad } from "./match-pixels.ts";
import { type DrawnNumbers, takeNoted, watchPixels } from "./watch-pixels.ts";

const MIB = 1024 * 1024;
const PAN_MS = 4_000;
const PAN_PX = 500;

interface PannedMap {
  panBy(offset: [number, number], options: object): void;
  once(event: "moveend", listener: () => void): void;
}

/** What was seen of a panning on the main thread. */
export interface PanTasks {
  longTasks: number;
  longestMs: number;
}

/** Runs in the page: pans there and back and notes long tasks. */
async function panMap([selector, panMs, panPx]: [string, number, number]): Promise<PanTasks> {
  const element = document.querySelector<HTMLElement & { liveMap: { map: PannedMap } }>(selector);
  if (!element) throw new Error("there is no map");
  const { map } = element.liveMap;
  const durations: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) durations.push(duration);
  });
  observer.observe({ type: "longtask" });
  for (const px of [panPx, -panPx]) {
    const end = new Promise<void>((resolve) => map.once("moveend", resolve));
    map.panBy([px, px / 4], { duration: panMs, easing: (share: number) => share, essential: true });
    await end;
  }
  observer.disconnect();
  return { longTasks: durations.length, longestMs: Math.max(0, ...durations) };
}

/** The console in a browser, with what it receives. */
export interface OpenConsole {
  /** Shows the air stations at a place, from the beginning. */
  show(place: { lon: number; lat: number; zoom: number }): Promise<void>;
  /** Bytes received by socket and by HTTP so far. */
  received(): { socket: number; http: number };
  pan(): Promise<PanTasks>;
  /** How many things it says are abnormal. */
  abnormal(): Promise<number>;
  /** MiB of the heap after garbage was collected, without what was noted of numbers. */
  heapMib(): Promise<number>;
  /** Begins to note which numbers are drawn. */
  watch(): Promise<void>;
  latencies(load: StationLoad): Promise<ReturnType<typeof matchPixels>>;
}

function countBytes(session: CDPSession): OpenConsole["received"] {
  const bytes = { socket: 0, http: 0 };
  session.on("Network.webSocketFrameReceived", ({ response: { opcode, payloadData } }) => {
    // A binary frame comes as base64.
    bytes.socket += opcode === 2 ? payloadData.length * 0.75 : payloadData.length;
  });
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes.http += encodedDataLength;
  });
  return () => ({ ...bytes });
}

async function showPlace(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("map drawn").length > 0, null, {
    timeout: 120_000,
  });
  await sleep(2_000);
}

/** Signs in and opens the console. */
export async function openConsole(browser: Browser, product: StartedProduct): Promise<OpenConsole> {
  const context = await newContext(browser);
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await signIn(page, product);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const received = countBytes(session);
  const drawn: DrawnNumbers = {};
  const keep = (numbers: DrawnNumbers): void => {
    for (const [id, noted] of Object.entries(numbers)) drawn[id] = [...(drawn[id] ?? []), ...noted];
  };
  return {
    show: ({ lon, lat, zoom }) =>
      showPlace(page, `${product.origin}/?at=${lon}/${lat}/${zoom}&layers=congestion,incidents,air`),
    received,
    pan: () => page.evaluate(panMap, [MAP, PAN_MS, PAN_PX] as [string, number, number]),
    abnormal: async () => {
      // The severity stands in its mark, the count after it.
      const list = page.getByRole("list", { name: "Active" }).first();
      const counts = await list.locator("li > span[aria-hidden]").allInnerTexts();
      return counts.reduce((sum, count) => sum + Number(count.replace(/\D/g, "")), 0);
    },
    heapMib: async () => {
      keep(await page.evaluate(takeNoted));
      await session.send("HeapProfiler.collectGarbage");
      return (await session.send("Runtime.getHeapUsage")).usedSize / MIB;
    },
    watch: () => page.evaluate(watchPixels, MAP),
    latencies: async (load) => {
      keep((await page.evaluate(() => window.drawnNumbers)) ?? {});
      return matchPixels(load, drawn);
    },
  };
}
