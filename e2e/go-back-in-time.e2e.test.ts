import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { countMoved, countVehicles, rememberVehicles, signInAs, waitForMap } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

/** Waits until a minute ago is in the recording, with the vehicles that drove then. */
async function waitForRecording(page: Page): Promise<void> {
  await waitUntil(() =>
    page.evaluate(async () => {
      const at = Date.now() - 60_000;
      const input = encodeURIComponent(JSON.stringify({ fromMs: at, toMs: at }));
      const answer = await fetch(`/api/trpc/replay.window?input=${input}`);
      const { result } = (await answer.json()) as {
        result?: { data?: { window: { vehicles: { items: unknown[] } | null } | null } };
      };
      const window = result?.data?.window;
      return window ? window.vehicles === null || window.vehicles.items.length > 0 : false;
    }),
  );
}

const bandOf = (page: Page) => page.getByText(/^REPLAY \d\d:\d\d:\d\d/);

it("goes a minute back by the keyboard, lets it run, and comes back to live", async () => {
  const page = await browser.open();
  await signInAs(page, "analyst");
  await waitForRecording(page);
  await page.keyboard.press("[");
  await bandOf(page).waitFor();
  await page.getByText(/ago, as it was known then/).waitFor();
  await page.getByText("Live feed still running").waitFor();
  expect(new URL(page.url()).searchParams.get("t")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
  await waitUntil(async () => (await countVehicles(page)) > 0);
  await rememberVehicles(page);
  await page.keyboard.press("Space");
  await waitUntil(async () => (await countMoved(page, 2)) > 10);
  await page.keyboard.press("l");
  await bandOf(page).waitFor({ state: "detached" });
  expect(new URL(page.url()).searchParams.has("t")).toBe(false);
});

it("lists what was abnormal then, though the list of now was being read, and has its keys after a typed time", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await waitForRecording(page);
  const rows = page.locator("[data-abnormal-id]");
  await rows.first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("[");
  await page.getByText(/ago, as it was known then/).waitFor();
  await page.getByRole("heading", { name: /^Abnormal at/ }).waitFor();
  expect(await rows.filter({ hasText: "cleared" }).count()).toBe(0);
  expect(await page.getByRole("button", { name: /^\d+ new$/ }).count()).toBe(0);

  await page.getByLabel("Time of day").press("Enter");
  await page.getByRole("checkbox", { name: /^map as typical/ }).check();
  await page.keyboard.press("l");
  await bandOf(page).waitFor({ state: "detached" });
  expect(browser.complaints()).toEqual([]);
});

it("a link to a moment shows that moment, and still does after a reload", async () => {
  const page = await browser.open();
  await signInAs(page, "analyst");
  await waitForRecording(page);
  const t = new Date(Math.floor((Date.now() - 60_000) / 1_000) * 1_000).toISOString();
  await page.goto(`/?t=${t}`);
  await waitForMap(page);
  const shown = await bandOf(page).textContent();
  await page.reload();
  await waitForMap(page);
  expect(await bandOf(page).textContent()).toBe(shown);
  await page.getByRole("button", { name: "Back to live" }).first().click();
  await bandOf(page).waitFor({ state: "detached" });
});

it("who may not see where vehicles were replays without them", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await waitForRecording(page);
  await page.keyboard.press("[");
  await page.getByText(/ago, as it was known then/).waitFor();
  await waitUntil(async () => (await countVehicles(page)) === 0);
  expect(await page.getByRole("heading", { name: /^Abnormal at \d\d:\d\d/ }).count()).toBe(1);
});

it("says that nothing was recorded at a time before the recording", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.goto("/?t=2020-01-01T12:00:00Z");
  await page.getByText("Nothing was recorded at this time.", { exact: false }).waitFor();
  expect(browser.complaints()).toEqual([]);
});

it("an incident is known from the very moment at which it came on the list", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  const id = await page.locator("[data-abnormal-id]").first().getAttribute("data-abnormal-id");
  const knownAt = await page.evaluate(async (asked) => {
    const input = encodeURIComponent(JSON.stringify({ id: asked }));
    const answer = await fetch(`/api/trpc/incident.get?input=${input}`);
    const { result } = (await answer.json()) as { result: { data: { knownAt: number } } };
    return result.data.knownAt;
  }, id);
  const t = new Date(knownAt).toISOString();
  await page.goto(`/?t=${t}&sel=abnormal:${encodeURIComponent(id ?? "")}`);
  await page.getByRole("complementary").getByRole("heading", { name: "Timeline" }).waitFor();
  expect(browser.complaints()).toEqual([]);
});

it("stands still while the recording does not answer, and goes on when it does", async () => {
  const page = await browser.open();
  await signInAs(page, "analyst");
  await waitForRecording(page);
  await page.keyboard.press("[");
  await page.getByText(/ago, as it was known then/).waitFor();
  await page.route(/replay\.window/, (route) => route.abort());
  await page.keyboard.press("Space");
  await page.getByText("The recording did not answer.").waitFor();
  const stood = await bandOf(page).textContent();
  await page.waitForRequest(/replay\.window/);
  expect(await bandOf(page).textContent()).toBe(stood);
  await page.unroute(/replay\.window/);
  await page.getByText(/ago, as it was known then/).waitFor();
  const lost = browser.complaints().splice(0);
  expect(lost.filter((text) => !text.includes("replay.window"))).toEqual([]);
});
