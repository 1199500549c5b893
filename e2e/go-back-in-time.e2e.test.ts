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

/** How long ago must be recorded (ms): a step of a minute, which the address rounds down to a whole second. */
const STEP_BACK_MS = 61_000;

/** Identities that a channel of the recording held a minute ago. */
function recordedThen(page: Page, channel: "abnormal" | "vehicles" | "figures"): Promise<string[]> {
  return page.evaluate(
    async ({ wanted, backMs }) => {
      const at = Date.now() - backMs;
      const input = encodeURIComponent(JSON.stringify({ fromMs: at, toMs: at }));
      const answer = await fetch(`/api/trpc/replay.window?input=${input}`);
      const { result } = (await answer.json()) as {
        result?: { data?: { window: Record<string, { items: { id: string }[] } | null> | null } };
      };
      return (result?.data?.window?.[wanted]?.items ?? []).map(({ id }) => id);
    },
    { wanted: channel, backMs: STEP_BACK_MS },
  );
}

/** Waits until a step back meets the recording, with the vehicles that drove then, or with the figures for who may not see those. */
function waitForRecording(page: Page, channel: "vehicles" | "figures" = "vehicles"): Promise<void> {
  return waitUntil(async () => (await recordedThen(page, channel)).length > 0);
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
  const rows = page.locator("[data-abnormal-id]");
  await rows.first().waitFor();
  await page.keyboard.press("j");
  // What is open stays open in the replay, which knows it only from when it came.
  await waitUntil(async () => {
    const selection = new URL(page.url()).searchParams.get("sel");
    return (await recordedThen(page, "abnormal")).some((id) => `abnormal:${id}` === selection);
  });
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

it("asks which is meant of an hour that clocks show twice", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.goto(`/?t=${new Date(Date.now() - 60_000).toISOString()}`);
  await page.getByLabel("Date").fill("2025-10-26");
  await page.getByLabel("Time of day").fill("02:30:00");
  const zone = page.getByLabel(/^Time zone of the hour/);
  expect(await zone.locator("option").allTextContents()).toEqual(["CEST", "CET"]);
  const at = () => Date.parse(new URL(page.url()).searchParams.get("t") ?? "");
  for (const [name, instant] of [
    ["CET", "2025-10-26T01:30:00Z"],
    ["CEST", "2025-10-26T00:30:00Z"],
  ] as const) {
    await zone.selectOption(name);
    await page.getByRole("button", { name: "Go", exact: true }).click();
    await waitUntil(async () => at() === Date.parse(instant));
    // What was chosen is what the fields show now.
    expect(await zone.locator("option:checked").textContent()).toBe(name);
  }
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

  // A map that fills the screen still says that it is not of now.
  await page.getByRole("button", { name: "Full screen" }).click();
  await page.locator(".console-list").waitFor({ state: "hidden" });
  expect(await bandOf(page).isVisible()).toBe(true);
  await page.getByRole("button", { name: "Leave full screen" }).click();
  await page.locator(".console-list").waitFor();
  await page.getByRole("button", { name: "Back to live" }).first().click();
  await bandOf(page).waitFor({ state: "detached" });
});

it("leaves the list its room on a phone, whatever else has to be said", async () => {
  const page = await browser.open({ reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, "analyst");
  await waitUntil(async () => (await recordedThen(page, "abnormal")).length > 0);
  await page.goto(`/?t=${new Date(Date.now() - 60_000).toISOString()}`);
  await bandOf(page).waitFor();
  const boxOf = async (selector: string) => {
    const box = await page.locator(selector).boundingBox();
    if (!box) throw new Error(`${selector} is not on the page`);
    return { top: box.y, bottom: box.y + box.height };
  };
  const [list, time] = [await boxOf(".console-list"), await boxOf(".console-time")];
  expect(list.bottom).toBeLessThanOrEqual(time.top);
  expect(list.bottom - list.top).toBeGreaterThan(90);
  await page.locator(".console-list [data-abnormal-id]").first().click();
  await page.getByRole("complementary").getByRole("heading", { level: 2 }).first().waitFor();
});

it("who may not see where vehicles were replays without them", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await waitForRecording(page, "figures");
  await page.keyboard.press("[");
  await page.getByText(/ago, as it was known then/).waitFor();
  await waitUntil(async () => (await countVehicles(page)) === 0);
  expect(await page.getByRole("heading", { name: /^Abnormal at \d\d:\d\d/ }).count()).toBe(1);
});

it("says that nothing was recorded at a time before the recording, and leads to where it begins", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await waitForRecording(page, "figures");
  await page.goto("/?t=2020-01-01T12:00:00Z");
  await page.getByText("Nothing was recorded at this time.", { exact: false }).waitFor();
  const figures = page.getByRole("region", { name: "City figures" });
  await figures.getByText("What the figures were at this time is not known").waitFor();
  // What is said of it has its room on a phone as well.
  await page.setViewportSize({ width: 390, height: 844 });
  const said = page.getByRole("region", { name: "REPLAY" }).getByRole("status");
  expect(await said.evaluate((words) => words.getBoundingClientRect().right)).toBeLessThan(390);
  await page.getByRole("button", { name: "Go to the next recorded time" }).click();
  await page.getByText(/ago, as it was known then/).waitFor();
  await page.getByText("Nothing was recorded at this time.", { exact: false }).waitFor({ state: "detached" });
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
  let windows = 0;
  await page.route(/replay\.window/, (route) => (windows++ === 0 ? route.continue() : route.abort()));
  await page.goto(`/?t=${new Date(Date.now() - STEP_BACK_MS).toISOString()}&speed=8`);
  await page.getByText("The recording did not answer.").waitFor();
  const stood = await bandOf(page).textContent();
  await page.waitForRequest(/replay\.window/);
  expect(await bandOf(page).textContent()).toBe(stood);
  await page.unroute(/replay\.window/);
  await page.getByText(/ago, as it was known then/).waitFor();
  const lost = browser.complaints().splice(0);
  expect(lost.filter((text) => !text.includes("replay.window"))).toEqual([]);
});
