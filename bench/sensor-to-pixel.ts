import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { launchChromium } from "../e2e/harness/browser.ts";
import { quantileSorted } from "../packages/domain/src/statistics/quantile.ts";
import { type StartedProduct, startProductOf } from "./latency/started-product.ts";
import { airStations, FLOOD_UG_M3 } from "./load/air-stations.ts";
import { CITY_BOUNDS } from "./load/bench-city.ts";
import { type PacedLine, runPaced } from "./load/run-paced.ts";
import { type OpenConsole, openConsole } from "./pixels/open-console.ts";
import { atMost, type BenchmarkResult } from "./report/benchmark.ts";
import { fitSlope } from "./report/fit-slope.ts";

export const summary =
  "the whole way of 100,000 sensors: from PUBLISH to the drawn number, bytes, long tasks, heap";

const WARM_UP_S = 20;
const HEAP_EVERY_MS = 20_000;
const BYTES_OVER_MS = 20_000;
const STREET_ZOOM = 16;
const CITY_ZOOM = 11;
const [WEST, SOUTH, EAST, NORTH] = CITY_BOUNDS;
const CENTRE = { lon: (WEST + EAST) / 2, lat: (SOUTH + NORTH) / 2 };

interface Options {
  sensors: number;
  perSecond: number;
  minutes: number;
  /** The air is bad at every station. */
  isFlood: boolean;
}

const addedUgM3 = ({ isFlood }: Options): number => (isFlood ? FLOOD_UG_M3 : 0);

/** Bytes a second that one view takes once it stands, what it took to come to stand, and how it pans. */
async function measureView(console: OpenConsole, zoom: number) {
  const before = console.received();
  await console.show({ ...CENTRE, zoom });
  const opened = console.received();
  await sleep(BYTES_OVER_MS);
  const after = console.received();
  const seconds = BYTES_OVER_MS / 1_000;
  return {
    zoom,
    toOpen: {
      socket: Math.round(opened.socket - before.socket),
      http: Math.round(opened.http - before.http),
    },
    bytesPerS: Math.round((after.socket + after.http - opened.socket - opened.http) / seconds),
    pan: await console.pan(),
  };
}

/** Holds the street view until a moment and looks at its heap meanwhile. */
async function sampleHeap(console: OpenConsole, until: number) {
  const samples: { x: number; y: number }[] = [];
  while (performance.now() < until) {
    samples.push({ x: performance.now() / 3_600_000, y: await console.heapMib() });
    await sleep(HEAP_EVERY_MS);
  }
  return samples;
}

async function measureConsole(product: StartedProduct, options: Options, load: Promise<PacedLine>) {
  const { perSecond, minutes, sensors } = options;
  const browser = await launchChromium();
  try {
    const endsAt = performance.now() + minutes * 60_000;
    const console = await openConsole(browser, product);
    const city = await measureView(console, CITY_ZOOM);
    const street = await measureView(console, STREET_ZOOM);
    await console.watch();
    const heap = await sampleHeap(console, endsAt);
    const last = await load;
    await sleep(5_000);
    const abnormal = await console.abnormal();
    const { startedAt, sent: messages } = last;
    const drawn = await console.latencies({
      startedAt,
      perSecond,
      stations: sensors,
      messages,
      addedUgM3: addedUgM3(options),
    });
    return { city, street, heap, drawn, abnormal };
  } finally {
    await browser.close();
  }
}

async function measure(options: Options) {
  const { sensors, perSecond, minutes } = options;
  const product = await startProductOf(airStations(sensors, sensors / perSecond));
  try {
    // Processes look for other devices every ten seconds.
    await sleep(WARM_UP_S * 1_000);
    const [cpuBefore, startedAt] = [product.cpuSeconds(), performance.now()];
    const load = runPaced(
      {
        ...product.feed,
        port: product.mqttPort,
        perSecond,
        seconds: minutes * 60,
        intervalS: 30,
        loops: sensors,
        kind: "air",
        addedUgM3: addedUgM3(options),
      },
      (line) => process.stderr.write(`${JSON.stringify(line)} load ${loadavg()[0]?.toFixed(1)}\n`),
    );
    const [seen, last] = await Promise.all([measureConsole(product, options, load), load]);
    const [cpu, seconds] = [product.cpuSeconds(), (performance.now() - startedAt) / 1_000];
    const { rows } = await product.pool.query<{ stored: number }>(
      "select count(*)::int as stored from timeseries.air_observation",
    );
    const stored = rows[0]?.stored;
    if (last.sent !== last.acknowledged || last.sent !== stored)
      throw new Error(`${last.sent} sent, ${last.acknowledged} acknowledged, ${stored} rows`);
    const cores = {
      pipeline: (cpu.pipeline - cpuBefore.pipeline) / seconds,
      web: (cpu.web - cpuBefore.web) / seconds,
    };
    return { ...seen, last, cores };
  } finally {
    await product.stop();
  }
}

function resultOf(
  options: Options,
  { city, street, heap, drawn, abnormal, last, cores }: Awaited<ReturnType<typeof measure>>,
): BenchmarkResult {
  const at = (share: number) => quantileSorted(drawn.latenciesMs, share) ?? Number.NaN;
  const [p50Ms, p95Ms, p99Ms] = [at(0.5), at(0.95), at(0.99)];
  const slope = fitSlope(heap);
  const longestMs = Math.max(city.pan.longestMs, street.pan.longestMs);
  return {
    name: "sensor-to-pixel",
    ours: { value: Math.round(p95Ms), unit: "ms p95, due to be published to drawn" },
    limit: { value: Math.round(last.p99Ms), unit: "ms p99, due to acknowledged, at the end" },
    peers: [],
    ratios: {},
    bars: [
      atMost("ms from sensor to pixel, p95", p95Ms, 2_000),
      atMost("ms of the longest task while panning", longestMs, 50),
      atMost("MiB of heap an hour, least that the slope may be", slope.low, 0),
    ],
    latency: { p50Ms, p95Ms, p99Ms, drawn: drawn.latenciesMs.length, due: drawn.expected },
    views: { city, street },
    abnormal,
    heap: { firstMib: heap[0]?.y, lastMib: heap.at(-1)?.y, mibPerHour: slope },
    cores,
    messages: { sent: last.sent, acknowledged: last.acknowledged },
    notes: [
      `${options.sensors} air stations, ${options.perSecond} messages/s of one reading each for ${options.minutes} min, QoS 1; sent = acknowledged = rows`,
      ...(options.isFlood ? ["the air is very unhealthy at every station: as many conditions at once"] : []),
      "what `npm start` runs, without the demo city, and one headless Chromium of 1440 by 900 px; garbage is collected before each look at the heap",
      "a cluster counts devices, not readings: at the city's zoom no pixel waits for a reading",
      `load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`,
    ],
  };
}

/** Publishes for all sensors at a steady rate to the product as `npm start` runs it, and looks at the map in a browser. */
export async function run(args: readonly string[]): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sensors: { type: "string", default: "100000" },
      "per-second": { type: "string", default: "10000" },
      minutes: { type: "string", default: "30" },
      flood: { type: "boolean", default: false },
    },
  });
  const options = {
    sensors: Number(values.sensors),
    perSecond: Number(values["per-second"]),
    minutes: Number(values.minutes),
    isFlood: values.flood,
  };
  return resultOf(options, await measure(options));
}
