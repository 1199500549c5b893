import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { type CityState, signInAs, stateOf, waitForMap } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

const OLD_TOWN = "/?at=10.8499/54.5958/15.5&layers=congestion,vehicles,air,parking,weather,cameras";
const CHANNELS = ["segments", "devices", "abnormal"] as const;
const ENOUGH_CHANGES = 12;
/** A live page is told a moment later: what an item was at an instant is certain when it was the same around that. */
const CERTAIN_MS = 1_500;
/** The share of all items whose state at an instant must be certain: the city's windows change many of them at once. */
const MOST = 0.8;
/** Fewer looks around an instant could have missed a change. */
const ENOUGH_LOOKS = 6;

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

/** A value as a live tile carries it: numbers in single precision, while times are whole, and in no order of names. */
function asSent(_name: string, value: unknown): unknown {
  if (typeof value === "number") return Number.isInteger(value) ? value : Math.fround(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Every item that is known, as text, by channel and identity. */
function itemsOf(state: CityState): Map<string, string> {
  return new Map(
    CHANNELS.flatMap((channel) =>
      state[channel].map((item) => [`${channel} ${item.id}`, JSON.stringify(item, asSent)]),
    ),
  );
}

type Sample = { at: number; items: Map<string, string> };

/** What was certainly shown at an instant, and of what certainly nothing. */
function certainAt(samples: Sample[], at: number) {
  const around = samples.filter((sample) => Math.abs(sample.at - at) <= CERTAIN_MS).map(({ items }) => items);
  const ids = new Set(samples.flatMap(({ items }) => [...items.keys()]));
  const certain = [...ids].filter((id) => around.every((items) => items.get(id) === around[0]?.get(id)));
  return {
    at,
    shown: new Map(certain.map((id) => [id, around[0]?.get(id)])),
    share: around.length < ENOUGH_LOOKS ? 0 : certain.length / ids.size,
  };
}

/** Of the whole seconds that were watched from before until after, and often enough, the one at which most was certain. */
function mostCertain(samples: Sample[]) {
  const [first, last] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0];
  return samples
    .map(({ at }) => Math.floor(at / 1_000) * 1_000)
    .filter((at) => at - CERTAIN_MS >= first && at + CERTAIN_MS <= last)
    .map((at) => certainAt(samples, at))
    .reduce((best, next) => (next.share > best.share ? next : best), { at: 0, shown: new Map(), share: 0 });
}

/** Watches a live page until it has changed often and, between changes, there was an instant of which most is certain. */
async function watchLive(page: Page): Promise<ReturnType<typeof certainAt>> {
  const samples: Sample[] = [];
  let changes = 0;
  let found = mostCertain(samples);
  await waitUntil(async () => {
    const state = await stateOf(page);
    const items = itemsOf(state);
    const before = samples.at(-1)?.items;
    if ([...items].some(([id, text]) => before?.get(id) !== text)) changes += 1;
    samples.push({ at: state.at, items });
    if (changes >= ENOUGH_CHANGES) found = mostCertain(samples);
    return found.share > MOST;
  });
  return found;
}

/** Whether a moment can be replayed: what is live is stored some seconds later. */
function isRecorded(page: Page, at: number): Promise<boolean> {
  return page.evaluate(async (asked) => {
    const input = encodeURIComponent(JSON.stringify({ fromMs: asked, toMs: asked }));
    const answer = await fetch(`/api/trpc/replay.window?input=${input}`);
    const { result } = (await answer.json()) as { result?: { data?: { window: unknown } } };
    return (result?.data?.window ?? null) !== null;
  }, at);
}

it("shows of a moment what was on the live screen then, item by item", async () => {
  const page = await browser.open();
  await signInAs(page, "analyst");
  await page.goto(OLD_TOWN);
  await waitForMap(page);
  const hasAll = (state: CityState) => CHANNELS.every((channel) => state[channel].length > 0);
  await waitUntil(async () => hasAll(await stateOf(page)));
  const { at: t, shown } = await watchLive(page);

  await waitUntil(() => isRecorded(page, t));
  await page.goto(`${OLD_TOWN}&t=${new Date(t).toISOString()}`);
  await page.getByText(/ago, as it was known then/).waitFor();
  await waitUntil(async () => hasAll(await stateOf(page)));
  const replayed = await stateOf(page);
  expect(replayed.at).toBe(t);
  const items = itemsOf(replayed);
  expect(new Map([...shown.keys()].map((id) => [id, items.get(id)]))).toEqual(shown);
  expect(browser.complaints()).toEqual([]);
});
