import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { launchChromium } from "../e2e/harness/browser.ts";
import type { Product } from "../e2e/harness/product.ts";
import { MAP, median, newContext, signIn } from "./bare-page/same-ground.ts";
import type { BenchmarkResult } from "./report/benchmark.ts";
import { judgeFlatness } from "./report/flatness.ts";
import { withDemoCity } from "./setup/demo-city.ts";

export const summary =
  "heap of the live page while data streams, half an hour unless --minutes says otherwise";

const LOOK_EVERY_MS = 20_000;
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
  const { slopes, bars, note } = judgeFlatness(looks, ({ minutes: at }) => at / 60, {
    heapMibPerHour: ({ heapMib: mib }) => mib,
    nodesPerHour: ({ nodes }) => nodes,
    listenersPerHour: ({ listeners }) => listeners,
  });
  const heapMib = median(looks.map((look) => look.heapMib));
  const firstMib = looks[0]?.heapMib ?? Number.NaN;
  return {
    name: "page-heap",
    ours: { value: heapMib, unit: "MiB of heap after garbage was collected" },
    limit: { value: firstMib, unit: "MiB at the first look" },
    peers: [],
    ratios: { toFirstLook: heapMib / firstMib },
    slopes,
    bars,
    notes: [
      `the live page with the demo city for ${minutes} min, 1440 by 900 px, a look every ${LOOK_EVERY_MS / 1_000} s`,
      note,
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
  return withDemoCity(async (product) => resultOf(await watchPage(product, minutes), minutes));
}
