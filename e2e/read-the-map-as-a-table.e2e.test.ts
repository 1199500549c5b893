import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { signInAs } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

/** What is typical comes once enough of the 28 days is loaded, which this city has just begun. */
const FIRST_TYPICAL = { timeout: 120_000 };
/** Some sensors report once in a minute only. */
const FIRST_READINGS = { timeout: 120_000 };

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

const tableOf = (page: Page) => page.getByRole("table", { name: /^What the map shows/ });

async function openTable(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator("[data-live-map][data-ready=true]").waitFor();
  await page.keyboard.press("t");
}

it("tells in the map's table what the layers against typical and of heat show", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await openTable(page, "/?layers=difference,incidents");
  const table = tableOf(page);
  await table.getByRole("columnheader", { name: "Against typical, % of free flow" }).waitFor(FIRST_TYPICAL);
  await table
    .getByRole("cell", { name: /^([+−]\d+|0) %$/ })
    .first()
    .waitFor(FIRST_TYPICAL);

  const heats = [
    ["delay", "Delay", /^\d+\.\d veh·h\/km·h$/],
    ["pm25", "PM2.5", /^\d+\.\d µg\/m³ · /],
    ["parking", "Parking pressure", /^\d+ % · /],
  ] as const;
  for (const [heat, head, value] of heats) {
    await openTable(page, `/?layers=heat&heat=${heat}`);
    await table.getByRole("columnheader", { name: head }).waitFor();
    await table.getByRole("cell", { name: value }).first().waitFor(FIRST_READINGS);
  }
  expect(browser.complaints()).toEqual([]);
});

it("keeps the rows where they are while the keyboard's focus is among them, and their values live", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.keyboard.press("t");
  const table = tableOf(page);
  await table.getByRole("button").first().waitFor();
  await page.getByRole("button", { name: "Map t" }).focus();
  await page.keyboard.press("Tab");
  const textsOf = (column: number) => table.locator(`tbody td:nth-child(${column})`).allTextContents();
  const [names, values] = [await textsOf(2), await textsOf(3)];
  expect(names.length).toBeGreaterThan(0);
  await waitUntil(async () => (await textsOf(3)).join() !== values.join());
  expect(await textsOf(2)).toEqual(names);
  expect(await page.evaluate(() => document.activeElement?.closest("tr")?.sectionRowIndex)).toBe(0);
  expect(browser.complaints()).toEqual([]);
});
