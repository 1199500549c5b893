import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { countDrawn, countVehicles, landColour, signInAs, waitForMap } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

const LAYERS = [
  { name: "Air", drawn: ["air"] },
  { name: "Parking", drawn: ["parking"] },
  { name: "Weather", drawn: ["weather"] },
  { name: "Cameras", drawn: ["cameras"] },
] as const;

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

it("switches every layer off and on, keeps the choice in the address, and a view under a name", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  for (const { name, drawn } of LAYERS) {
    const button = page.getByRole("button", { name: new RegExp(`^${name}`), pressed: name !== "Weather" });
    if (name === "Weather") await button.click();
    await waitUntil(async () => (await countDrawn(page, drawn)) > 0);
    await page.getByRole("button", { name: new RegExp(`^${name}`), pressed: true }).click();
    await waitUntil(async () => (await countDrawn(page, drawn)) === 0);
  }

  await page.getByRole("button", { name: /^Vehicles/, pressed: true }).click();
  await waitUntil(async () => (await countVehicles(page)) === 0);
  await page.getByRole("button", { name: /^Heat/, pressed: false }).click();
  await waitUntil(async () => (await countDrawn(page, ["density"])) > 0);

  await page.reload();
  await page.getByRole("button", { name: /^Heat/, pressed: true }).waitFor();
  await page.getByRole("button", { name: /^Vehicles/, pressed: false }).click();
  await waitForMap(page);

  // Keeps this view under a name, leaves it, comes back to it, deletes it and thinks better of it.
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByLabel("Name of this view").fill("Heat of the city");
  await page.getByRole("button", { name: "Save this view" }).click();
  const kept = page.getByRole("button", { name: /^Heat of the city/ });
  await kept.waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Heat/, pressed: true }).click();
  await waitUntil(async () => (await countDrawn(page, ["density"])) === 0);
  await page.getByRole("button", { name: "Saved views" }).click();
  await kept.click();
  await page.getByRole("button", { name: /^Heat/, pressed: true }).waitFor();
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("button", { name: "Delete: Heat of the city" }).click();
  await kept.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await kept.waitFor();
  expect(browser.complaints()).toEqual([]);
});

it("changes between light and dark at once, and remembers it", async () => {
  const page = await browser.open({ colorScheme: "dark" });
  await signInAs(page, "viewer");
  const dark = await landColour(page);
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitemradio", { name: "Light", exact: true }).click();
  await waitUntil(async () => (await landColour(page)) !== dark);
  const light = await landColour(page);

  await page.reload();
  await waitForMap(page);
  expect(await landColour(page)).toBe(light);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("light");
  expect(browser.complaints()).toEqual([]);
});
