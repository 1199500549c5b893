import type { Page, Request } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { findBarriers } from "./harness/axe.ts";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { pressAt, signInAs, waitForMap } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

/** On King Street, on the Inner Ring some 1.6 km of road away, and on a field that no road is near. */
const ORIGIN: [number, number] = [10.84979, 54.59579];
const DESTINATION: [number, number] = [10.87044, 54.60005];
const FIELD: [number, number] = [10.868, 54.593];
const VIEW = "at=10.858/54.5975/14";
const PHONE = { width: 390, height: 844 };

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

/** Moments that a request, which may ask for several things at once, asks for travel times of. */
function timesAskedFor(address: string): number[] {
  const { pathname, searchParams } = new URL(address);
  const verbs = pathname.replace("/api/trpc/", "").split(",");
  const inputs = JSON.parse(searchParams.get("input") ?? "{}") as Record<number, { atMs?: number }>;
  return verbs.flatMap((verb, index) => (verb === "route.times" ? [inputs[index]?.atMs ?? Number.NaN] : []));
}

/** Waits until the panel has its route and times, and every call that is made has its answer on the screen. */
function watchAnswers(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  page.on("request", (request) => {
    if (request.url().includes("/api/trpc/")) open.add(request);
  });
  const answered = (request: Request): boolean => open.delete(request);
  page.on("requestfinished", answered);
  page.on("requestfailed", answered);
  return async () => {
    const panel = page.getByRole("complementary");
    await panel.getByText(/^(\d+ of \d+ segments observed|Speeds were observed on)/).waitFor();
    await waitUntil(() => open.size === 0);
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
  };
}

const marksOf = (page: Page) => page.locator(".live-map-route-marks > span");

it("draws a route, reads how long it takes, and keeps it for others by name", async () => {
  const page = await browser.open({ reducedMotion: "reduce" });
  await signInAs(page, "operator");
  await page.goto(`/?${VIEW}`);
  await waitForMap(page);
  await page.keyboard.press("r");
  const tool = page.getByRole("region", { name: "Draw a route" });
  const said = tool.getByRole("status");
  await said.getByText(/^Press the origin/).waitFor();
  await pressAt(page, FIELD);
  await said.getByText("No road lies within 100 m of there.").waitFor();
  await pressAt(page, ORIGIN);
  await said.getByText("Origin set. Press the destination.").waitFor();
  await pressAt(page, DESTINATION);
  await said.getByText(/^1\.6\d km, \d:\d\d min at free flow$/).waitFor();
  expect(await marksOf(page).allTextContents()).toEqual(["A", "B"]);
  expect(await findBarriers(page)).toEqual([]);

  await page.keyboard.press("Enter");
  await tool.waitFor({ state: "detached" });
  const panel = page.getByRole("complementary");
  await panel.getByRole("heading", { name: "Route", exact: true }).waitFor();
  await panel.getByText(/King Street → Inner Ring/).waitFor();
  await panel.getByText(/^(\d+ of \d+ segments observed|Speeds were observed on)/).waitFor();
  await panel.locator("svg.recharts-surface").waitFor();
  expect(new URL(page.url()).searchParams.get("sel")).toMatch(/^route:[\d.]+_[\d.]+~[\d.]+_[\d.]+$/);

  const name = `To the ring ${process.pid}`;
  await panel.getByLabel("Name of the route").fill(name);
  await panel.getByLabel("Who sees it").selectOption("viewer");
  await panel.getByRole("button", { name: "Keep route" }).click();
  await panel.getByRole("heading", { name }).waitFor();
  await panel.getByRole("button", { name: "Delete route" }).click();
  await panel.getByText(`“${name}” was deleted.`).waitFor();
  await panel.getByRole("button", { name: "Undo" }).click();
  await panel.getByRole("heading", { name }).waitFor();

  // What is looked at as it was is not changed as it is.
  const removal = panel.getByRole("button", { name: "Delete route" });
  await page.keyboard.press("[");
  await panel.getByText(/^Off in the replay: /).waitFor();
  expect(await removal.isDisabled()).toBe(true);
  await page.keyboard.press("l");
  await page.getByText(/^REPLAY/).waitFor({ state: "detached" });
  expect(await removal.isEnabled()).toBe(true);
  await page.close();

  // Somebody else finds it by name, and in the list; a link brings it back.
  const other = await browser.open({ reducedMotion: "reduce" });
  await signInAs(other, "viewer");
  await other.keyboard.press("/");
  await other.keyboard.type(name);
  await other.getByRole("option", { name }).first().waitFor();
  await other.keyboard.press("Enter");
  const shared = other.getByRole("complementary");
  await shared.getByText(/Somebody shares this route with you/).waitFor();
  await other.reload();
  await shared.getByRole("heading", { name }).waitFor();
  await other.keyboard.press("Escape");
  await shared.waitFor({ state: "detached" });
  await other.getByRole("button", { name: "Routes" }).click();
  await other.getByRole("dialog", { name: "Routes" }).getByRole("button", { name }).click();
  await shared.getByRole("heading", { name }).waitFor();
  await marksOf(other).first().waitFor();
  expect(browser.complaints()).toEqual([]);
});

it("draws a route by keyboard, takes points back, and selects nothing that has no way", async () => {
  const page = await browser.open({ reducedMotion: "reduce" });
  await signInAs(page, "viewer");
  await page.goto(`/?at=${ORIGIN.join("/")}/15`);
  await waitForMap(page);
  await page.keyboard.press("r");
  const tool = page.getByRole("region", { name: "Draw a route" });
  const said = tool.getByRole("status");
  await said.getByText(/^Press the origin/).waitFor();
  await page.keyboard.press("Space");
  await said.getByText("Origin set. Press the destination.").waitFor();
  // Of a single point there is nothing to show.
  await page.keyboard.press("Enter");
  expect(await tool.isVisible()).toBe(true);
  for (let step = 0; step < 12; step += 1) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Space");
  await said.getByText(/ min at free flow$/).waitFor();
  await page.keyboard.press("Backspace");
  await said.getByText("Origin set. Press the destination.").waitFor();
  await page.keyboard.press("Escape");
  await said.getByText(/^Press the origin/).waitFor();
  await page.keyboard.press("Escape");
  await tool.waitFor({ state: "detached" });
  expect(new URL(page.url()).searchParams.has("sel")).toBe(false);

  await page.goto(`/?sel=route:${FIELD.join("_")}~${ORIGIN.join("_")}`);
  await page.getByRole("complementary").getByText("No road lies within 100 m of there.").waitFor();
  expect(browser.complaints()).toEqual([]);
});

it("on a phone the tool says what to press, and is left by its own button", async () => {
  const page = await browser.open({ reducedMotion: "reduce" });
  await page.setViewportSize(PHONE);
  await signInAs(page, "viewer");
  await page.goto(`/?${VIEW}`);
  await waitForMap(page);
  await page.getByRole("button", { name: "Draw a route" }).click();
  const tool = page.getByRole("region", { name: "Draw a route" });
  await tool.getByRole("heading", { name: "Draw a route" }).click();
  await pressAt(page, ORIGIN);
  await tool.getByText("Origin set. Press the destination.").first().click();
  await tool.getByRole("button", { name: "End drawing" }).click();
  await tool.waitFor({ state: "detached" });
  expect(browser.complaints()).toEqual([]);
});

it("in a replay a route takes what it took then, the same for everybody who opens the link", async () => {
  const page = await browser.open({ reducedMotion: "reduce" });
  await signInAs(page, "operator");
  const asked: number[] = [];
  page.on("request", (request) => asked.push(...timesAskedFor(request.url())));
  const waitForAnswers = watchAnswers(page);
  const minute = Math.floor(Date.now() / 60_000) * 60_000 - 60_000;
  const route = `route:${ORIGIN.join("_")}~${DESTINATION.join("_")}`;
  await page.goto(`/?sel=${route}&t=${new Date(minute).toISOString()}`);
  const figures = page.getByRole("complementary").locator("dl").first();
  await figures.waitFor();
  await page.getByText(/^REPLAY \d\d:\d\d:\d\d/).waitFor();
  await waitForAnswers();
  const shown = await figures.textContent();
  await page.reload();
  await figures.waitFor();
  await waitForAnswers();
  expect(await figures.textContent()).toBe(shown);
  expect(new Set(asked)).toEqual(new Set([minute]));
  expect(browser.complaints()).toEqual([]);
});
