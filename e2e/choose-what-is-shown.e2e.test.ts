import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { readDemoDevices } from "../apps/pipeline/src/testing/demo-city.ts";
import { ENGLISH_WORD } from "../apps/web/src/i18n/testing/english-word.ts";
import { createAccount, runCli } from "./harness/accounts.ts";
import { findBarriers } from "./harness/axe.ts";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import {
  countDrawn,
  countMarkers,
  countStated,
  countVehicles,
  landColour,
  pressAt,
  signInAs,
  waitForMap,
} from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

const LAYERS = [
  { name: "Air", id: "air" },
  { name: "Parking", id: "parking" },
  { name: "Weather", id: "weather" },
  { name: "Cameras", id: "cameras" },
] as const;

/** Far from any street and device. */
const GARDEN_OF_OLD_TOWN: [number, number] = [10.8445, 54.6029];

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

it("switches every layer off and on, keeps the choice in the address, and a view under a name", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  for (const { name, id } of LAYERS) {
    const button = page.getByRole("button", { name: new RegExp(`^${name}`), pressed: name !== "Weather" });
    if (name === "Weather") await button.click();
    await waitUntil(async () => (await countMarkers(page, id)) > 0);
    await page.getByRole("button", { name: new RegExp(`^${name}`), pressed: true }).click();
    await waitUntil(async () => (await countMarkers(page, id)) === 0);
  }

  await page.getByRole("button", { name: /^Vehicles/, pressed: true }).click();
  await waitUntil(async () => (await countVehicles(page)) === 0);
  await page.getByRole("button", { name: /^Heat/, pressed: false }).click();
  await waitUntil(async () => (await countDrawn(page, ["density"])) > 0);

  await page.getByLabel("Heat of").selectOption("pm25");
  await page.getByText(/\d+ of \d+ stations, nothing shown beyond 1 km of one/).waitFor();
  await waitUntil(async () => (await countDrawn(page, ["air-surface"])) > 0);
  await page.getByLabel("Heat of").selectOption("density");

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

it("draws the districts, opens the one whose ground is clicked, and lists them in the table", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.goto(`/?at=${GARDEN_OF_OLD_TOWN.join("/")}/15`);
  await waitForMap(page);
  const outlines = () => countStated(page, "zone-selected", "isSelected");
  await pressAt(page, GARDEN_OF_OLD_TOWN);
  expect(page.url()).not.toContain("sel=");

  await page.getByRole("button", { name: /^Districts/, pressed: false }).click();
  await waitUntil(async () => (await countDrawn(page, ["zone-boundary"])) > 0);
  await page.getByRole("region", { name: "Legend" }).getByText("edge of a district").waitFor();
  expect(await outlines()).toBe(0);
  await pressAt(page, GARDEN_OF_OLD_TOWN);
  const panel = page.getByRole("complementary", { name: "What is selected" });
  await panel.getByRole("heading", { name: "Old Town" }).waitFor();
  expect(page.url()).toContain("sel=zone:district-old-town");
  await waitUntil(async () => (await outlines()) > 0);

  // Another one by the table, which is then outlined; without the layer the outline stays.
  await page.getByRole("button", { name: "Whole city" }).click();
  await page
    .getByRole("button", { name: /^Table/ })
    .last()
    .click();
  await page.getByRole("button", { name: "Eastholm", exact: true }).click();
  await panel.getByRole("heading", { name: "Eastholm" }).waitFor();
  await page.getByRole("region", { name: "Map as a table" }).getByRole("button", { name: /^Map/ }).click();
  await page.getByRole("button", { name: /^Districts/, pressed: true }).click();
  await waitUntil(async () => (await countDrawn(page, ["zone-boundary"])) === 0);
  await waitUntil(async () => (await outlines()) > 0);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await waitUntil(async () => (await outlines()) === 0);
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

/** Every text on the page and every name that a screen reader says. */
function wordsOnPage(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (!node.parentElement?.closest("script, style, code")) found.push(node.textContent ?? "");
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
      for (const name of ["aria-label", "title", "placeholder"]) found.push(element.getAttribute(name) ?? "");
    }
    return found.filter((text) => text.trim() !== "");
  });
}

/** Names of places stay as they are in every language, such as "P22 Kirkby Park and Ride". */
const NAMES = readDemoDevices()
  .map(({ name }) => name)
  .sort((a, b) => b.length - a.length);

async function findEnglish(page: Page): Promise<string[]> {
  const withoutNames = (text: string) => NAMES.reduce((rest, name) => rest.replaceAll(name, ""), text);
  return (await wordsOnPage(page)).filter((text) => ENGLISH_WORD.test(withoutNames(text)));
}

it("reads the console in German, on every machine, until another language is chosen", async () => {
  const { dataDir } = inject("city");
  const email = "sprache@city.example";
  const greeted = await browser.open({ locale: "de-DE" });
  await greeted.goto("/sign-in");
  await greeted.getByRole("heading", { name: "Anmelden" }).waitFor();
  expect(await findEnglish(greeted)).toEqual([]);
  await greeted.close();

  const page = await browser.open({ reducedMotion: "reduce" });
  await page.goto(await createAccount(dataDir, "operator", email));
  await waitForMap(page);
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  await page.getByRole("heading", { name: "Auffällig jetzt" }).waitFor();
  await page.goto("/?sel=segment:quayside-05-out");
  await page.getByRole("complementary").getByText("Fahrstreifen").first().waitFor();
  await waitForMap(page);
  expect(await findEnglish(page)).toEqual([]);
  expect(await findBarriers(page)).toEqual([]);
  await page.close();

  const { signInPath } = await runCli(dataDir, ["user", "sign-in", "--email", email]);
  const elsewhere = await browser.open();
  await elsewhere.goto(String(signInPath));
  await elsewhere.getByRole("heading", { name: "Auffällig jetzt" }).waitFor();
  expect(browser.complaints()).toEqual([]);
});

it("mirrors the whole page for a language that is read from the right", async () => {
  const page = await browser.open({ reducedMotion: "reduce" });
  await page
    .context()
    .addCookies([{ name: "arterial_language", value: "ar-XB", url: inject("city").origin }]);
  await signInAs(page, "viewer");
  const { width } = page.viewportSize() ?? { width: 0 };
  const middleOf = async (selector: string) => {
    const box = await page.locator(selector).first().boundingBox();
    return box ? box.x + box.width / 2 : Number.NaN;
  };
  expect(await middleOf(".console-rail")).toBeGreaterThan(width * 0.9);
  expect(await middleOf(".console-list")).toBeGreaterThan(width / 2);
  expect(await middleOf(".live-map-controls")).toBeLessThan(width / 2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  expect(await findBarriers(page)).toEqual([]);
  expect(browser.complaints()).toEqual([]);
});

it("keeps what was typed for a view that could not be saved or renamed, and says so", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.getByRole("button", { name: "Saved views" }).click();
  const failed = page.getByRole("alert").filter({ hasText: "This was not saved." });
  const name = page.getByLabel("Name of this view");
  const save = page.getByRole("button", { name: "Save this view" });
  await name.fill("Before the match");
  await page.route(/savedView\.(create|rename)/, (route) => route.abort());
  await save.click();
  await failed.waitFor();
  expect(await name.inputValue()).toBe("Before the match");
  await page.unroute(/savedView\.(create|rename)/);
  await save.click();
  await failed.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Rename: Before the match" }).click();
  const newName = page.getByLabel("New name");
  await newName.fill("After the match");
  await page.route(/savedView\.rename/, (route) => route.abort());
  await page.getByRole("button", { name: "Done" }).click();
  await failed.waitFor();
  expect(await newName.inputValue()).toBe("After the match");
  await page.unroute(/savedView\.rename/);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: /^After the match/ }).waitFor();
  // The requests that were not let through are logged by browsers themselves.
  expect(browser.complaints().filter((text) => !/ERR_FAILED/.test(text))).toEqual([]);
});
