import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { signInAs } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

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
  await waitUntil(() => /[?&]at=/.test(page.url()));
  const [lon, lat, zoom] = (new URL(page.url()).searchParams.get("at") ?? "").split("/").map(Number);
  expect(lon).toBeCloseTo(10.84, 1);
  expect(lat).toBeCloseTo(54.595, 1);
  expect(zoom).toBeGreaterThan(13);
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
