import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { findBarriers } from "./harness/axe.ts";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { countMoved, rememberVehicles, signInAs, waitForMap } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

const { origin, dataDir } = inject("city");
/** The band stands within five seconds; the age that it says then is rounded, and counted from the last data. */
const LOST_AFTER_S = 5;

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(origin);
});
afterAll(() => browser.close());

function pidOf(name: string): number {
  const { children } = JSON.parse(readFileSync(join(dataDir, "running.json"), "utf8")) as {
    children: { name: string; pid: number }[];
  };
  const child = children.find((candidate) => candidate.name === name);
  if (!child) throw new Error(`${name} is not running`);
  return child.pid;
}

/** Keeps a process from doing anything while `work` lasts. */
async function whileHalted(name: string, work: () => Promise<void>): Promise<void> {
  const pid = pidOf(name);
  process.kill(pid, "SIGSTOP");
  try {
    await work();
  } finally {
    process.kill(pid, "SIGCONT");
  }
}

declare global {
  interface Window {
    /** Age of the data when the page first said that nothing arrives, s. */
    firstAgeS?: number;
  }
}

/** Has the page keep by itself how old its data is when it first says that nothing arrives, however late the test reads it. */
async function noteFirstAge(page: Page): Promise<void> {
  await page.evaluate(() => {
    const read = () => {
      const age = / (\d+) s ago/.exec(document.querySelector(".lost-band")?.textContent ?? "")?.[1];
      if (age !== undefined) window.firstAgeS ??= Number(age);
    };
    new MutationObserver(read).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
}

async function firstAge(page: Page): Promise<number | undefined> {
  await page.waitForFunction(() => window.firstAgeS !== undefined);
  return page.evaluate(() => window.firstAgeS);
}

/** Whether anything lies over the start, the middle or the end of a line of text. */
function isCovered(text: Locator): Promise<boolean> {
  return text.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return [left + 2, (left + right) / 2, right - 2].some((x) => {
      const shown = document.elementFromPoint(x, (top + bottom) / 2);
      return !shown || !element.contains(shown);
    });
  });
}

it("freezes the map and says since when, while the server hangs, and goes on by itself", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  const band = page.getByRole("alert").filter({ hasText: "Connection lost" });
  await noteFirstAge(page);
  await whileHalted("web", async () => {
    await band.waitFor();
    expect(await firstAge(page)).toBeLessThanOrEqual(LOST_AFTER_S + 1);
    // Whose alarms are old is told by their colour too.
    const marks = page.locator(".live-map-marks").first();
    expect(await marks.evaluate((element) => getComputedStyle(element).filter)).toBe("saturate(0.15)");
    await page.getByRole("banner").getByText("Lost").waitFor();
    await page.locator("[data-live-map][data-lost=true]").waitFor();
    await rememberVehicles(page);
    await page.getByText(/Last update .* (?:[89] s|[1-9]\d s|min.*) ago/).waitFor();
    expect(await countMoved(page, 0)).toBe(0);
    // On a phone nothing lies over what it says.
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await isCovered(band.getByText("Connection lost"))).toBe(false);
    expect(await isCovered(page.getByText(/Last update .* ago/))).toBe(false);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await band.waitFor({ state: "detached" });
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
  await waitUntil(async () => (await countMoved(page, 2)) > 10);
});

it("tells a silent pipeline from a lost line, on the wall too", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  const wall = await page.context().newPage();
  await wall.setViewportSize({ width: 1920, height: 1080 });
  await wall.goto("/wall");
  await waitForMap(wall);
  await wall.getByRole("list", { name: "City figures" }).getByRole("listitem").first().waitFor();
  expect(await findBarriers(wall)).toEqual([]);
  // All of it at once: nothing to scroll, nothing to press, nothing under a pointer.
  const hidden = await wall.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main, main > *, main > section > div")]
      .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
      .map(({ className }) => className),
  );
  expect(hidden).toEqual([]);
  await wall.keyboard.press("Tab");
  expect(await wall.evaluate(() => document.activeElement?.tagName)).toBe("BODY");

  const bands = [page, wall].map((each) =>
    each.getByRole("alert").filter({ hasText: "No data from the pipeline" }),
  );
  await Promise.all([page, wall].map(noteFirstAge));
  await whileHalted("pipeline", async () => {
    await Promise.all(bands.map((band) => band.waitFor()));
    for (const each of [page, wall]) expect(await firstAge(each)).toBeLessThanOrEqual(LOST_AFTER_S + 1);
    await wall.locator("[data-live-map][data-lost=true]").waitFor({ state: "attached" });
  });
  await Promise.all(bands.map((band) => band.waitFor({ state: "detached" })));
  expect(browser.complaints()).toEqual([]);
});

it("opens without the server too, and says how old what it knows is", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.waitForFunction(() => localStorage.getItem("arterial.lastKnown") !== null);
  await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));
  const manifest = await page.getAttribute("link[rel=manifest]", "href");
  expect((await page.request.get(String(manifest))).status()).toBe(200);

  await page.context().setOffline(true);
  await page.goto("/");
  await page.getByRole("heading", { name: "Lindhaven" }).waitFor();
  await page.getByText(/^Last update \d\d:\d\d:\d\d \w+, (\d+ min )?\d+ s ago\.$/).waitFor();
  await page.getByText("Nothing here is live").waitFor();
  expect(await page.locator("canvas").count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);

  await page.context().setOffline(false);
  await waitForMap(page);
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  expect(await page.evaluate(() => localStorage.getItem("arterial.lastKnown"))).toBeNull();
});
