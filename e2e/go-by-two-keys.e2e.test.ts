import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { signInAs } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

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
