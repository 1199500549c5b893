import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { signInAs, waitForMap, zoomOfMap } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

/** Middle and zoom of the map as the address says; NaN where it does not. */
function viewOf(page: Page): { lon: number; lat: number; zoom: number } {
  const at = new URL(page.url()).searchParams.get("at") ?? "";
  const [lon = Number.NaN, lat = Number.NaN, zoom = Number.NaN] = at.split("/").map(Number);
  return { lon, lat, zoom };
}

it("finds a street with the keyboard alone, a typing error forgiven, and goes there", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.keyboard.press("/");
  await page.keyboard.type("Castel Street");
  await page
    .getByRole("option", { name: /Castle Street/ })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  // The address follows the map, which may have told of its size before it flew.
  await waitUntil(() => viewOf(page).zoom > 13);
  const { lon, lat } = viewOf(page);
  expect(lon).toBeCloseTo(10.84, 1);
  expect(lat).toBeCloseTo(54.595, 1);

  // What is kept or sent as a link after the way back is what the map shows.
  await page.goBack();
  await waitUntil(async () => (await zoomOfMap(page)) < 13);
  await waitUntil(async () => Math.abs(viewOf(page).zoom - (await zoomOfMap(page))) < 0.01);
  expect(browser.complaints()).toEqual([]);
});

it("opens a device that was searched for, and says when nothing has that name", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  const search = page.getByRole("combobox", { name: "Search the city" });
  await search.fill("P2 Castle Street");
  await page.getByRole("option", { name: /P2 Castle Street/ }).click();
  await page.getByRole("complementary").getByRole("heading", { name: "P2 Castle Street" }).waitFor();
  await search.fill("qqqqqq");
  await page.getByText("Nothing is called “qqqqqq” here.").waitFor();
  expect(browser.complaints()).toEqual([]);
});

it("opens nothing that was found for another text, however soon Enter follows, and is left by Escape", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.keyboard.press("/");
  await page.keyboard.type("Castle Street");
  await page
    .getByRole("option", { name: /Castle Street/ })
    .first()
    .waitFor();
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/city\.search/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("combobox").fill("Quayside");
  await page.keyboard.press("Enter");
  await page.getByText("Searching", { exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.has("sel")).toBe(false);
  answer();
  await page
    .getByRole("option", { name: /Quayside/ })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  await page
    .getByRole("complementary")
    .getByRole("heading", { name: /Quayside/ })
    .first()
    .waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("har");
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("INPUT");
  expect(browser.complaints()).toEqual([]);
});

it("finds a device on a phone, where the search opens over the map", async () => {
  const page = await browser.open();
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, "viewer");
  await page.getByRole("button", { name: "Search the city" }).click();
  await waitUntil(() => page.evaluate(() => document.activeElement?.getAttribute("role") === "combobox"));
  await page.keyboard.type("P2 Castle Street");
  await page.getByRole("option", { name: /P2 Castle Street/ }).click();
  await page.getByRole("complementary").getByRole("heading", { name: "P2 Castle Street" }).waitFor();

  // Whoever thinks better of it gets the map back.
  await page.getByRole("button", { name: "Search the city" }).click();
  await waitUntil(() => page.evaluate(() => document.activeElement?.getAttribute("role") === "combobox"));
  await page.keyboard.type("P2 Castle");
  await page.getByRole("option", { name: /P2 Castle Street/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("option").first().waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.getByRole("combobox").waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Search the city");
  await page.getByRole("complementary").getByRole("heading", { name: "P2 Castle Street" }).waitFor();
  expect(browser.complaints()).toEqual([]);
});

it("gives the search another key, which is refused where it is taken, is kept, and is text in a field", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.keyboard.press("?");
  await page.getByRole("button", { name: "Search: /, change" }).click();
  await page.keyboard.press("j");
  await page.getByRole("alert").getByText("j is “Next abnormal thing” already.").waitFor();
  const kept = page.waitForResponse(/session.updateSettings/);
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Search: s, change" }).waitFor();
  expect((await kept).status()).toBe(200);

  await page.reload();
  await waitForMap(page);
  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("INPUT");
  await page.keyboard.press("s");
  await page.keyboard.type("st");
  expect(await page.getByRole("combobox").inputValue()).toBe("st");

  // An open list keeps assistive technology in it; it closes when the focus leaves the field.
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Keyboard" }).click();
  await page.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("s");
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("INPUT");
  expect(browser.complaints()).toEqual([]);
});
