import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { countMoved, countVehicles, rememberVehicles, waitForMap } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

const { origin, signInPath } = inject("city");
/** Far enough that no rounding of a drawn position looks like driving. */
const DRIVEN_PX = 2;

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(origin);
});
afterAll(() => browser.close());

it("signs the first administrator in by the link that the start printed, and shows a living city", async () => {
  const page = await browser.open();
  await page.goto(signInPath);
  await waitForMap(page);
  expect(new URL(page.url()).pathname).toBe("/");

  // It is kept out of sight until the first view is drawn.
  const ground = page.locator("canvas.maplibregl-canvas");
  await waitUntil(() => ground.evaluate((canvas) => getComputedStyle(canvas).opacity === "1"));

  await waitUntil(async () => (await countVehicles(page)) > 50);
  const before = await countVehicles(page);
  await rememberVehicles(page);
  await waitUntil(async () => (await countMoved(page, DRIVEN_PX)) > before / 4);

  await page.getByRole("banner").getByText("Simulated").waitFor();
  await page
    .getByRole("banner")
    .getByText(/\d+ of \d+ devices fresh/)
    .waitFor();
  const vehicles = page.getByRole("listitem").filter({ hasText: "Vehicles" });
  await vehicles.getByText(/^\d+ of \d+$/).waitFor();
  await page.getByRole("heading", { name: "Abnormal now" }).waitFor();
  expect(browser.complaints()).toEqual([]);
});

it("refuses the one-time link when it is used again, and says so", async () => {
  const page = await browser.open();
  await page.goto(signInPath);
  await page.getByRole("alert").getByText("This one-time link was used already").waitFor();
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  expect(browser.complaints()).toEqual([]);
});
