import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { findBarriers } from "./harness/axe.ts";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { countDrawn, placesOf, pointOnPage, signInAs } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

/** A first start computes what is typical from the history that it loads. */
const FIRST_TYPICAL = { timeout: 120_000 };
const LINES = ["congestion-flowing", "congestion-slow", "congestion-severe"];
const ADDRESS = "/?at=10.8499/54.5958/14.2&layers=congestion";

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

const typicalOf = (page: Page) =>
  page.getByRole("region", { name: /^Typical [A-Z][a-z]+day \d\d:00–\d\d:00 [A-Z]+$/ });
const isCompared = (page: Page) => new URL(page.url()).searchParams.get("compare") === "typical";

/** Middle of a direction of the Quayside, degrees. */
function middleOfStreet(page: Page): Promise<[number, number]> {
  return page.evaluate(async () => {
    const answer = await fetch("/tiles/segments.json");
    const courses = (await answer.json()) as { id: string; line: [number, number][] }[];
    const line = courses.find(({ id }) => id === "quayside-05-out")?.line ?? [];
    const corner = Math.floor((line.length - 1) / 2);
    const [a, b] = [line[corner], line[corner + 1]];
    if (!a || !b) throw new Error("the street has no course");
    return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  });
}

async function openComparison(page: Page): Promise<void> {
  await page.keyboard.press("v");
  await typicalOf(page)
    .getByText(/^\d+ of \d+ directions, [\d–]+ quarter-hours each, \d weeks?$/)
    .waitFor(FIRST_TYPICAL);
  await waitUntil(async () => (await countDrawn(page, LINES, 1)) > 0);
}

it("puts what is typical beside the map, moves both, selects on either, and leaves the map where it was", async () => {
  const page = await browser.open({ reducedMotion: "reduce" });
  await signInAs(page, "viewer");
  await page.goto(ADDRESS);
  await page.waitForSelector("[data-live-map][data-ready=true]");
  await openComparison(page);
  expect(isCompared(page)).toBe(true);
  await page
    .getByRole("status")
    .getByText(/^Beside the map: typical /)
    .waitFor({ state: "attached" });
  await page.getByRole("region", { name: "City figures" }).getByText("Difference").first().waitFor();
  expect(await findBarriers(page)).toEqual([]);

  // What the strip has no room for is one press away.
  await page.getByRole("button", { name: "City figures" }).click();
  const figures = page.getByRole("dialog", { name: "City figures" });
  await figures.getByText(/^Weather/).waitFor();
  // Figures come one by one.
  await waitUntil(async () => {
    const [differences, all] = await Promise.all([
      figures.getByText("Difference").count(),
      figures.getByRole("listitem").count(),
    ]);
    return all > 0 && differences === all;
  });
  expect(await findBarriers(page, ["[role=dialog]"])).toEqual([]);
  await page.keyboard.press("Escape");
  await figures.waitFor({ state: "detached" });
  expect(isCompared(page)).toBe(true);

  // Either map leads the other.
  const right = await page.locator("[data-live-map]").nth(1).boundingBox();
  if (!right) throw new Error("no second map");
  const middle = { x: right.x + right.width / 2, y: right.y + right.height / 2 };
  const [before] = await placesOf(page);
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x - 60, middle.y - 40, { steps: 4 });
  await page.mouse.up();
  await waitUntil(async () => (await placesOf(page))[0]?.lng !== before?.lng);
  await page.getByRole("button", { name: "Zoom in" }).click();
  await waitUntil(async () => ((await placesOf(page))[1]?.zoom ?? 0) > 15);
  const [left, other] = await placesOf(page);
  expect(other).toEqual(left);

  // What is pressed on the one is selected on both.
  const at = await middleOfStreet(page);
  await page.goto(`/?at=${at.join("/")}/15&layers=congestion&compare=typical`);
  await waitUntil(async () => (await placesOf(page)).length === 2);
  await waitUntil(async () => (await countDrawn(page, LINES, 1)) > 0);
  const street = await pointOnPage(page, at, 1);
  await page.mouse.click(street.x, street.y);
  await page
    .getByRole("complementary")
    .getByText(/\d lanes?/)
    .first()
    .waitFor();
  expect(new URL(page.url()).searchParams.get("sel")).toMatch(/^segment:quayside/);
  await page.keyboard.press("Escape");
  await page.getByRole("complementary").waitFor({ state: "detached" });
  expect(isCompared(page)).toBe(true);
  const held = (await placesOf(page))[0];
  await page.locator("[data-live-map] canvas.maplibregl-canvas").nth(1).focus();
  await page.keyboard.press("Escape");
  await typicalOf(page).waitFor({ state: "detached" });
  expect(isCompared(page)).toBe(false);
  expect(await placesOf(page)).toEqual([held]);
  // The focus was on the map that went.
  await page.locator("[data-live-map] canvas.maplibregl-canvas:focus").waitFor();
  expect(browser.complaints()).toEqual([]);
});

/** Whether something else lies over a heading's words, at their start, in the middle or at their end. */
function isCovered(heading: Locator): Promise<boolean> {
  return heading.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const xs = [left + 1, (left + right) / 2, right - 1];
    return xs.some((x) => document.elementFromPoint(x, (top + bottom) / 2) !== element);
  });
}

it("says on a phone what each map shows, beside nothing that lies over it", async () => {
  const page = await browser.open({ reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, "viewer");
  await page.goto(`${ADDRESS}&compare=typical`);
  for (const name of [/^Observed /, /^Typical [A-Z]/]) {
    const heading = page.getByRole("heading", { name });
    await heading.waitFor();
    expect(await isCovered(heading)).toBe(false);
  }
  // The buttons of the first map keep out of each other's way, and out of the second map.
  const buttons = ["Layers", "Search the city", "Saved views", "Routes"].map((name) =>
    page.getByRole("main").getByRole("button", { name, exact: true }),
  );
  const boxes = await Promise.all(buttons.map((button) => button.boundingBox()));
  const starts = boxes.map((box) => box?.x ?? 0);
  expect(new Set(starts).size).toBe(buttons.length);
  expect(new Set(boxes.map((box) => box?.y)).size).toBe(1);
});

it("compares a replayed moment too, has a column of its own in the table, and comes back by its address", async () => {
  const page = await browser.open({ reducedMotion: "reduce" });
  await signInAs(page, "viewer");
  await page.goto(`${ADDRESS}&compare=typical`);
  await typicalOf(page).waitFor();
  await page.keyboard.press("t");
  const table = page.getByRole("table", { name: /^What the map shows/ });
  await table.getByRole("columnheader", { name: "Typical" }).waitFor();
  await table
    .getByText(/^(Free|Light|Moderate|Heavy|Severe).* · \d+ km\/h$/)
    .first()
    .waitFor(FIRST_TYPICAL);
  await page.keyboard.press("t");

  await page.keyboard.press("[");
  await page.getByRole("heading", { name: /^As known then / }).waitFor();
  await page.getByRole("button", { name: "Compare with typical", pressed: true }).first().click();
  await typicalOf(page).waitFor({ state: "detached" });
  await page.getByText(/^REPLAY \d\d:\d\d:\d\d/).waitFor();
  expect(isCompared(page)).toBe(false);
  expect(browser.complaints()).toEqual([]);
});
