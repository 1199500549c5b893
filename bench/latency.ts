import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Reader, startReader } from "./latency/reader.ts";
import type { ReaderReport } from "./latency/seen-loops.ts";
import { type StartedProduct, startProductOf } from "./latency/started-product.ts";
import { BENCH_FEED, benchDevices } from "./load/fleet.ts";
import { type PacedLine, runPaced } from "./load/run-paced.ts";
import { startAedes } from "./peers/aedes.ts";
import { findMosquitto, type PeerBroker, startMosquitto } from "./peers/mosquitto.ts";
import { atMost, type BenchmarkResult } from "./report/benchmark.ts";

export const summary =
  "ms from a sensor's PUBLISH to the Socket.IO frame that shows its reading, 5,000 a second";

const UNIT = "ms p99, due to be published to seen";
const LIMIT_S = 20;
const WARM_UP_S = 15;
const MOST_P99_MS = 500;

interface Rate {
  perSecond: number;
  seconds: number;
}

interface Measured extends ReaderReport {
  sent: number;
  acknowledged: PacedLine;
}

/** Sends at a rate, each loop once a second, and asks the reader what it saw of it. */
async function measure(
  { perSecond, seconds }: Rate,
  to: { port: number; feed: { username: string; password: string }; reader: Reader },
): Promise<Measured> {
  const pace = { port: to.port, perSecond, seconds, intervalS: 3_600, loops: perSecond };
  const last = await runPaced({ ...to.feed, ...pace }, () => {});
  const { startedAt, sent } = last;
  const report = await to.reader.report({ startedAt, perSecond, loops: perSecond, messages: sent });
  if (sent !== last.acknowledged) throw new Error(`${sent} sent, ${last.acknowledged} acknowledged`);
  return { ...report, sent, acknowledged: last };
}

async function measureBroker(broker: PeerBroker, rate: Rate): Promise<Measured> {
  const reader = await startReader("mqtt-reader", { MQTT_PORT: String(broker.port) });
  try {
    return await measure(rate, { port: broker.port, feed: BENCH_FEED, reader });
  } finally {
    await reader.stop();
    await broker.stop();
  }
}

async function countRows({ pool }: StartedProduct): Promise<number> {
  const { rows } = await pool.query<{ stored: number }>(
    "select count(*)::int as stored from timeseries.traffic_observation",
  );
  return rows[0]?.stored ?? 0;
}

async function measureOurs(rate: Rate): Promise<Measured & { cores: { pipeline: number; web: number } }> {
  const product = await startProductOf(benchDevices(rate.perSecond));
  try {
    const { origin, token, mqttPort: port, feed } = product;
    // Processes look for other devices every ten seconds.
    await sleep(WARM_UP_S * 1_000);
    const reader = await startReader("live-reader", { URL: origin, TOKEN: token });
    try {
      await measure({ ...rate, seconds: WARM_UP_S }, { port, feed, reader });
      const before = await countRows(product);
      const [cpuBefore, startedAt] = [product.cpuSeconds(), performance.now()];
      const measured = await measure(rate, { port, feed, reader });
      const [cpu, seconds] = [product.cpuSeconds(), (performance.now() - startedAt) / 1_000];
      const stored = (await countRows(product)) - before;
      if (stored !== measured.sent) throw new Error(`${measured.sent} sent, ${stored} rows`);
      const coresOf = (name: "pipeline" | "web") => (cpu[name] - cpuBefore[name]) / seconds;
      return { ...measured, cores: { pipeline: coresOf("pipeline"), web: coresOf("web") } };
    } finally {
      await reader.stop();
    }
  } finally {
    await product.stop();
  }
}

function spread({ p50Ms, p95Ms, p99Ms, mostMs }: ReaderReport) {
  return { p50Ms, p95Ms, p99Ms, mostMs };
}

/** Publishes at a steady rate to the product as `npm start` runs it, and watches the whole city as a browser does. */
export async function run(args: readonly string[]): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string", default: "60" },
      "per-second": { type: "string", default: "5000" },
    },
  });
  const rate = { perSecond: Number(values["per-second"]), seconds: Number(values.seconds) };
  const limitRate = { ...rate, seconds: LIMIT_S };
  const aedes = await measureBroker(await startAedes(), limitRate);
  const path = findMosquitto();
  const mosquitto = path && (await measureBroker(await startMosquitto(path), limitRate));
  const ours = await measureOurs(rate);
  return {
    name: "latency",
    ours: { value: ours.p99Ms, unit: UNIT },
    limit: { value: aedes.p99Ms, unit: UNIT },
    peers: mosquitto ? [{ name: "Mosquitto alone", value: mosquitto.p99Ms, unit: UNIT }] : [],
    ratios: { p99ToLimit: ours.p99Ms / aedes.p99Ms },
    bars: [
      atMost("ms from PUBLISH to frame, p99", ours.p99Ms, MOST_P99_MS),
      atMost("messages that were never seen", ours.missing, 0),
    ],
    latency: spread(ours),
    limits: { aedes: spread(aedes), ...(mosquitto ? { mosquitto: spread(mosquitto) } : {}) },
    messages: {
      sent: ours.sent,
      acknowledged: ours.acknowledged.acknowledged,
      shown: ours.shown,
      superseded: ours.superseded,
      missing: ours.missing,
    },
    cores: ours.cores,
    acknowledgedAfter: { p50Ms: ours.acknowledged.p50Ms, p99Ms: ours.acknowledged.p99Ms },
    notes: [
      `${rate.perSecond} messages/s for ${rate.seconds} s, QoS 1, one reading each, every loop once a second`,
      `p50 ${ours.p50Ms.toFixed(0)}, p95 ${ours.p95Ms.toFixed(0)}, p99 ${ours.p99Ms.toFixed(0)}, most ${ours.mostMs.toFixed(0)} ms; acknowledged after the commit p50 ${ours.acknowledged.p50Ms.toFixed(0)}, p99 ${ours.acknowledged.p99Ms.toFixed(0)} ms`,
      `${ours.sent} sent = acknowledged = rows; ${ours.shown} shown, ${ours.superseded} replaced by a newer one in the same frame, ${ours.missing} missing`,
      `cores taken: pipeline ${ours.cores.pipeline.toFixed(2)}, console ${ours.cores.web.toFixed(2)}, the database's not counted`,
      "what `npm start` runs, without the demo city; one client that sees the whole city",
      "limit: aedes alone, publisher to subscriber at the same rate before",
      `load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`,
    ],
  };
}
