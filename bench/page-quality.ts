import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium, launchSharedChromium } from "../e2e/harness/browser.ts";
import type { Product } from "../e2e/harness/product.ts";
import { findFreePort } from "../scripts/postgres/free-port.ts";
import { lookAtConsole, median, type SameGround } from "./bare-page/same-ground.ts";
import { serveBarePages } from "./bare-page/serve-bare-pages.ts";
import { type LighthouseResult, loadLighthouse } from "./peers/lighthouse.ts";
import { atLeast, atMost, type BenchmarkResult } from "./report/benchmark.ts";
import { withDemoCity } from "./setup/demo-city.ts";

export const summary =
  "Lighthouse's judgement of the live page with data streaming, beside a bare MapLibre page";

const ROUNDS = 3;
const MAX_LCP_MS = 1_200;
const MAX_TBT_RATIO = 1.3;
/** The live page never falls silent: it is judged after so long. */
const MAX_WAIT_MS = 45_000;
const SCREEN = { mobile: false, width: 1440, height: 900, deviceScaleFactor: 1, disabled: false };
const SETTINGS = {
  extends: "lighthouse:default",
  settings: {
    onlyCategories: ["performance", "accessibility"],
    formFactor: "desktop",
    screenEmulation: SCREEN,
    throttlingMethod: "provided",
    maxWaitForLoad: MAX_WAIT_MS,
    disableStorageReset: true,
  },
};

interface Judgement {
  lcpMs: number;
  tbtMs: number;
  accessibility: number;
  barriers: string[];
}

function judgementOf(result: LighthouseResult | undefined): Judgement {
  if (!result) throw new Error("Lighthouse gave no report");
  const { audits, categories, runtimeError } = result.lhr;
  if (runtimeError) throw new Error(`Lighthouse: ${runtimeError.code} ${runtimeError.message}`);
  const figureOf = (audit: string) => audits[audit]?.numericValue ?? Number.NaN;
  const refs = categories.accessibility?.auditRefs ?? [];
  return {
    lcpMs: figureOf("largest-contentful-paint"),
    tbtMs: figureOf("total-blocking-time"),
    accessibility: Math.round((categories.accessibility?.score ?? 0) * 100),
    barriers: refs.filter(({ id, weight }) => weight > 0 && audits[id]?.score === 0).map(({ id }) => id),
  };
}

async function takeGround(product: Product): Promise<SameGround> {
  const browser = await launchChromium();
  try {
    return await lookAtConsole(browser, product);
  } finally {
    await browser.close();
  }
}

type Judgements = Record<"console" | "bare", Judgement[]>;

async function judge(product: Product): Promise<Judgements> {
  const lighthouse = await loadLighthouse();
  const ground = await takeGround(product);
  const bare = await serveBarePages({ ...ground, pages: { ground: { style: ground.style } } });
  const profileDir = mkdtempSync(join(tmpdir(), "arterial-bench-profile-"));
  const port = await findFreePort();
  const context = await launchSharedChromium(profileDir, port);
  const judged: Judgements = { console: [], bare: [] };
  try {
    await context.addCookies(ground.storageState.cookies);
    const flags = { port, output: "json", logLevel: "error" };
    for (let round = 0; round < ROUNDS; round += 1) {
      judged.bare.push(judgementOf(await lighthouse(bare.urlOf("ground"), flags, SETTINGS)));
      judged.console.push(judgementOf(await lighthouse(`${product.origin}/`, flags, SETTINGS)));
    }
  } finally {
    await context.close();
    await bare.close();
    rmSync(profileDir, { recursive: true, force: true });
  }
  return judged;
}

function resultOf({ console: ours, bare }: Judgements): BenchmarkResult {
  const lcpMs = median(ours.map((each) => each.lcpMs));
  const tbtMs = median(ours.map((each) => each.tbtMs));
  const bareTbtMs = median(bare.map((each) => each.tbtMs));
  const accessibility = Math.min(...ours.map((each) => each.accessibility));
  const bareLcpMs = median(bare.map((each) => each.lcpMs));
  return {
    name: "page-quality",
    ours: { value: Math.round(tbtMs), unit: "ms of total blocking time" },
    limit: { value: Math.round(bareTbtMs), unit: "ms of total blocking time" },
    peers: [{ name: "bare MapLibre page", value: Math.round(bareTbtMs), unit: "ms of total blocking time" }],
    ratios: { blockingTime: tbtMs / bareTbtMs },
    bars: [
      atMost("largest contentful paint, ms", lcpMs, MAX_LCP_MS),
      atMost("total blocking time over the bare page's", tbtMs / bareTbtMs, MAX_TBT_RATIO),
      atLeast("accessibility", accessibility, 100),
    ],
    largestContentfulPaintMs: { ours: Math.round(lcpMs), bare: Math.round(bareLcpMs) },
    barriers: [...new Set(ours.flatMap((each) => each.barriers))],
    notes: [
      `Medians of ${ROUNDS} rounds in turn, nothing throttled, 1440 by 900 px, signed in, data streaming.`,
    ],
    rounds: { ours, bare },
  };
}

/** Lets Lighthouse judge the live page and a bare MapLibre page with the same ground in turn. */
export function run(): Promise<BenchmarkResult> {
  return withDemoCity(async (product) => resultOf(await judge(product)));
}
