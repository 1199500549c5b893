import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { signInAs, waitForMap } from "./harness/console.ts";

const STEPS_BACK = 20;
const MINUTE_MS = 60_000;
/** Nothing that is looked for lies more presses of Tab away. */
const MAX_TABS = 40;
/** Within this the focus has come to where it belongs, ms. */
const FOCUS_MS = 10_000;

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

/** What has the focus, as a tag and its words. */
function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { tagName, textContent } = document.activeElement ?? document.body;
    return `${tagName.toLowerCase()} "${(textContent ?? "").trim().slice(0, 40)}"`;
  });
}

/** Waits until what has the focus matches a selector; throws with what has it instead. */
async function waitForFocus(page: Page, selector: string): Promise<void> {
  const isThere = page.waitForFunction(
    (wanted) => document.activeElement?.matches(wanted) === true,
    selector,
    { timeout: FOCUS_MS },
  );
  await isThere.catch(async () => {
    throw new Error(`the focus is not at ${selector} but at ${await focusOf(page)}`);
  });
}

/** Presses keys, two that belong together such as `g p` at once; after none of them may the focus be nowhere. */
async function press(page: Page, ...bindings: string[]): Promise<void> {
  for (const binding of bindings) {
    for (const key of binding.split(" ")) await page.keyboard.press(key);
    await waitForFocus(page, ":not(body)");
  }
}

/** Goes on with Tab to what matches a selector; throws when it does not come. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < MAX_TABS; tabs += 1) {
    await press(page, "Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`${MAX_TABS} presses of Tab do not lead to ${selector} but to ${await focusOf(page)}`);
}

const panelOf = (page: Page) => page.getByRole("complementary", { name: "What is selected" });
const selectionOf = (page: Page) => new URL(page.url()).searchParams.get("sel") ?? "";
const waitForSelection = (page: Page, kind: string) =>
  page.waitForURL((url) => url.searchParams.get("sel")?.startsWith(kind) === true);

/** Opens the first row of the map's table, which lists the worst first. */
async function openWorstSegment(page: Page): Promise<void> {
  await page.keyboard.press("t");
  await page.getByRole("table").getByRole("button").first().waitFor();
  await waitForFocus(page, "h2");
  await tabTo(page, "tbody button");
  await press(page, "Enter");
  await waitForSelection(page, "segment:");
}

it("finds the worst segment, its cause, its camera and what was known 20 minutes ago, without a pointer", async () => {
  const page = await browser.open();
  await signInAs(page, "operator");
  await page.goto("/?layers=congestion,vehicles");
  await waitForMap(page);
  const panel = panelOf(page);
  await openWorstSegment(page);
  await panel.getByText(/% of free flow|too few vehicles/).waitFor();
  await press(page, "g p");
  await waitForFocus(page, "aside h2");
  // A queue, a bottleneck or something abnormal, or that none is known.
  const sources = panel.locator("section", {
    has: page.getByRole("heading", { name: "Possible sources of congestion" }),
  });
  await sources.locator("li, p").first().waitFor();

  await press(page, "c");
  await waitForSelection(page, "device:camera");
  await waitForFocus(page, "aside h2");
  const camera = selectionOf(page);

  await press(page, ...Array.from({ length: STEPS_BACK }, () => "["));
  await page.getByText(/^REPLAY \d\d:\d\d:\d\d/).waitFor();
  await page.waitForURL(({ searchParams }) => {
    const t = Date.parse(searchParams.get("t") ?? "");
    return Date.now() - t > (STEPS_BACK - 1) * MINUTE_MS;
  });
  expect(selectionOf(page)).toBe(camera);

  await press(page, "l");
  await page.getByText(/^REPLAY/).waitFor({ state: "detached" });
  await page.waitForURL((url) => !url.searchParams.has("t"));
  expect(selectionOf(page)).toBe(camera);

  // The table still stands in the map's place, though perhaps without the row from which the focus came.
  await press(page, "g p", "Escape");
  await panel.waitFor({ state: "detached" });
  await press(page, "g m");
  await waitForFocus(page, "main h2");
  await press(page, "t");
  await waitForFocus(page, "canvas");
  expect(browser.complaints()).toEqual([]);
});
