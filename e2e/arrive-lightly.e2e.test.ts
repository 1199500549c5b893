import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { signInAs } from "./harness/console.ts";

const MAX_SCRIPT_BYTES = 250_000;

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

/** Scripts that the page asked for before its map was drawn: address and compressed size, MapLibre's own left out. */
async function scriptsBeforeMap(page: Page): Promise<{ path: string; bytes: number }[]> {
  await page.waitForFunction(() => performance.getEntriesByName("map drawn").length > 0);
  return page.evaluate(async () => {
    const [mark] = performance.getEntriesByName("map drawn");
    const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const scripts = entries.filter(
      ({ name, startTime }) => /\.m?js$/.test(new URL(name).pathname) && startTime < (mark?.startTime ?? 0),
    );
    const found = await Promise.all(
      scripts.map(async ({ name, encodedBodySize }) => {
        const text = await (await fetch(name)).text();
        const isMapLibre = name.includes("/maplibre/") || text.includes("maplibregl-canvas-container");
        return { path: new URL(name).pathname, bytes: encodedBodySize, isMapLibre };
      }),
    );
    return found.filter(({ isMapLibre }) => !isMapLibre).map(({ path, bytes }) => ({ path, bytes }));
  });
}

it("brings few scripts before the map, and the first answers with the page", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  const html = await (await page.request.get("/", { headers: { accept: "text/html" } })).text();
  expect(html).toMatch(/<h1[^>]*>Lindhaven<\/h1>/);

  await page.reload();
  const scripts = await scriptsBeforeMap(page);
  expect(scripts.length).toBeGreaterThan(5);
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  expect(bytes, JSON.stringify(scripts)).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
  expect(browser.complaints()).toEqual([]);
});
