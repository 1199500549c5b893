import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { launchChromium } from "../e2e/harness/browser.ts";
import { clearPlace, type Product, preparePlace, startProduct, waitUntil } from "../e2e/harness/product.ts";
import { MAP, newContext, signIn } from "./bare-page/same-ground.ts";
import { atMost, type BenchmarkResult } from "./report/benchmark.ts";
import { fitSlope, type Point } from "./report/fit-slope.ts";

export const summary =
  "heap of the live page while data streams, half an hour unless --minutes says otherwise";

const LOOK_EVERY_MS = 20_000;
/** Share of the time that the page is given to come to what it needs. */
const WARM_UP = 0.25;
const MIB = 1024 * 1024;

interface Look {
  minutes: number;
  heapMib: number;
  nodes: number;
  listeners: number;
}

/** Opens the whole city and looks at the page's memory, each time after its garbage was collected. */
async function watchPage(product: Product, minutes: number): Promise<Look[]> {
  const browser = await launchChromium();
  try {
    const context = await newContext(browser);
    const page = await context.newPage();
    await signIn(page, product);
    await page.waitForSelector(MAP);
    const session = await context.newCDPSession(page);
    const looks: Look[] = [];
    const startedAt = performance.now();
    const elapsed = (): number => (performance.now() - startedAt) / 60_000;
    while (elapsed() < minutes) {
      await sleep(LOOK_EVERY_MS);
      await session.send("HeapProfiler.collectGarbage");
      const { usedSize } = await session.send("Runtime.getHeapUsage");
      const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
      const look = { minutes: elapsed(), heapMib: usedSize / MIB, nodes, listeners: jsEventListeners };
      process.stderr.write(`${JSON.stringify(look)}\n`);
      looks.push(look);
    }
    return looks;
  } finally {
    await browser.close();
  }
}

function resultOf(looks: readonly Look[], minutes: number): BenchmarkResult {
  const settled = looks.slice(Math.floor(looks.length * WARM_UP));
  const slopeOf = (field: "heapMib" | "nodes" | "listeners") =>
    fitSlope(settled.map((look): Point => ({ x: look.minutes / 60, y: look[field] })));
  const slopes = {
    heapMibPerHour: slopeOf("heapMib"),
    nodesPerHour: slopeOf("nodes"),
    listenersPerHour: slopeOf("listeners"),
  };
  const heaps = settled.map(({ heapMib }) => heapMib).toSorted((a, b) => a - b);
  const heapMib = heaps[heaps.length >> 1] ?? Number.NaN;
  const leastMib = looks[0]?.heapMib ?? Number.NaN;
  return {
    name: "page-heap",
    ours: { value: heapMib, unit: "MiB of heap after garbage was collected" },
    limit: { value: leastMib, unit: "MiB at the first look" },
    peers: [],
    ratios: { toFirstLook: heapMib / leastMib },
    slopes,
    bars: Object.entries(slopes).map(([name, { low }]) =>
      atMost(`${name}, least that the slope may be`, low, 0),
    ),
    notes: [
      `the live page with the demo city for ${minutes} min, 1440 by 900 px, a look every ${LOOK_EVERY_MS / 1_000} s`,
      `slopes from the last ${(1 - WARM_UP) * 100} % of the time, ${settled.length} looks, 95 % interval; load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`,
    ],
    looks,
  };
}

/** Leaves the live page open and looks whether its memory grows. */
export async function run(args: readonly string[]): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { minutes: { type: "string", default: "30" } },
  });
  const minutes = Number(values.minutes);
  const place = await preparePlace();
  const product = await startProduct(place);
  try {
    const log = join(place.dataDir, "logs", "pipeline.log");
    await waitUntil(() => readFileSync(log, "utf8").includes('"history loaded"'));
    return resultOf(await watchPage(product, minutes), minutes);
  } finally {
    await product.stop();
    clearPlace(place);
  }
}
