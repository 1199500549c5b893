import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { signInAs, waitForMap } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

const STEPS_BACK = 20;
const MINUTE_MS = 60_000;

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

/** Presses keys, two that belong together such as `g p` at once; after none of them may the focus be nowhere. */
async function press(page: Page, ...bindings: string[]): Promise<void> {
  for (const binding of bindings) {
    for (const key of binding.split(" ")) await page.keyboard.press(key);
    await waitUntil(() => page.evaluate(() => document.activeElement !== document.body));
  }
}

function hasFocus(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
}

const waitForFocus = (page: Page, selector: string) => waitUntil(() => hasFocus(page, selector));
const selectionOf = (page: Page) => new URL(page.url()).searchParams.get("sel") ?? "";

it("finds the worst segment, its state, its camera and what was known 20 minutes ago, without a pointer", async () => {
  const page = await browser.open();
  await signInAs(page, "operator");
  await page.goto("/?layers=congestion,vehicles");
  await waitForMap(page);
  const panel = page.getByRole("complementary", { name: "What is selected" });

  // The table lists what the map shows, worst first.
  await page.keyboard.press("t");
  await page.getByRole("table").getByRole("button").first().waitFor();
  await waitForFocus(page, "h2");
  while (!(await hasFocus(page, "tbody button"))) await press(page, "Tab");
  await press(page, "Enter");
  await waitUntil(() => selectionOf(page).startsWith("segment:"));
  await panel.getByText(/% of free flow|too few vehicles/).waitFor();
  await press(page, "g p");
  await waitForFocus(page, "aside h2");
  // How much slower it is than it could be, and from what that is known.
  await panel.getByText(/^Free flow \d+ km\/h, /).waitFor();

  await press(page, "c");
  await waitUntil(() => selectionOf(page).startsWith("device:camera"));
  await waitForFocus(page, "aside h2");
  const camera = selectionOf(page);

  for (let step = 0; step < STEPS_BACK; step += 1) await press(page, "[");
  await page.getByText(/^REPLAY \d\d:\d\d:\d\d/).waitFor();
  const t = Date.parse(new URL(page.url()).searchParams.get("t") ?? "");
  expect(Date.now() - t).toBeGreaterThan((STEPS_BACK - 1) * MINUTE_MS);
  expect(selectionOf(page)).toBe(camera);

  await press(page, "l");
  await page.getByText(/^REPLAY/).waitFor({ state: "detached" });
  expect(new URL(page.url()).searchParams.has("t")).toBe(false);
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
  expect(selectionOf(page)).toBe(camera);

  await press(page, "g p", "Escape");
  await panel.waitFor({ state: "detached" });
  // The focus is back in the table, and goes to the map with it.
  await press(page, "t");
  await waitForFocus(page, "canvas");
  expect(browser.complaints()).toEqual([]);
});

it("goes to the cameras, the devices and the kept routes by two keys each", async () => {
  const page = await browser.open();
  await signInAs(page, "operator");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  const table = page.getByRole("region", { name: "Map as a table" });
  await table.getByRole("heading", { name: "Cameras" }).waitFor();
  await waitForFocus(page, "h2");
  await press(page, "g d");
  await table.getByRole("heading", { name: "Devices" }).waitFor();
  while (!(await hasFocus(page, "header button"))) await press(page, "Tab");
  await press(page, "Enter");
  await table.getByRole("heading", { name: "Map as a table" }).waitFor();
  await press(page, "t");
  await waitForFocus(page, "canvas");
  await press(page, "g r");
  await page.getByRole("dialog", { name: "Routes" }).waitFor();
  await press(page, "Escape");
  await page.getByRole("dialog", { name: "Routes" }).waitFor({ state: "detached" });
  expect(browser.complaints()).toEqual([]);
});
