import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { endSession, failCalls, signInAs, waitForMap } from "./harness/console.ts";

const WRONG_BY_MS = 200_000;

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

it("says that the session has ended, goes on once one signed in elsewhere, and leads back to the view", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.goto("/?heat=delay");
  await waitForMap(page);
  await endSession(page);
  const band = page.getByRole("alert").filter({ hasText: "Signed out" });
  await band.waitFor();
  // The view stays; a minute that turns meanwhile leads nobody away.
  expect(new URL(page.url()).pathname).toBe("/");

  await signInAs(await page.context().newPage(), "viewer");
  await band.waitFor({ state: "detached", timeout: 30_000 });
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();

  await endSession(page);
  await page.getByRole("link", { name: "Sign in again" }).click();
  await page.waitForURL("**/sign-in?next=*");
  const next = new URL(page.url()).searchParams.get("next") ?? "";
  expect(new URL(next, page.url()).searchParams.get("heat")).toBe("delay");
});

it("keeps what it shows and what is written when the server fails, and says since when it is so", async () => {
  const page = await browser.open();
  await signInAs(page, "operator");
  await page.locator("[data-abnormal-id]").first().click();
  await page.getByRole("heading", { name: "Timeline" }).waitFor();
  const panel = page.getByRole("complementary");
  const note = panel.getByLabel("Note", { exact: true });
  await note.fill("Two lanes closed");
  await failCalls(page, ["incident.get"]);
  const line = panel.getByText(/^Not refreshed since \d\d:\d\d:\d\d/);
  await line.waitFor({ timeout: 30_000 });
  expect(await note.inputValue()).toBe("Two lanes closed");
  await page.unrouteAll({ behavior: "wait" });
  await panel.getByRole("button", { name: "Try again" }).click();
  await line.waitFor({ state: "detached" });

  await panel.getByRole("button", { name: "Close", exact: true }).click();
  await panel.waitFor({ state: "detached" });
  await page.goBack();
  await note.waitFor();
  expect(await note.inputValue()).toBe("Two lanes closed");
  await page.getByRole("link", { name: "Shift handover" }).click();
  await page
    .getByRole("dialog", { name: "Leave without saving?" })
    .getByRole("button", { name: "Stay here" })
    .click();
  await note.fill("");
  await page.getByRole("link", { name: "Shift handover" }).click();
  await page.waitForURL("**/handover");
});

it("says that a device could not be loaded, and lets its panel be closed", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await failCalls(page, ["device.get", "device.inBounds"]);
  await page.goto("/?sel=device:air-01");
  const panel = page.getByRole("complementary");
  await panel.getByText("Could not load air-01").waitFor();
  await page.unrouteAll({ behavior: "wait" });
  await panel.getByRole("button", { name: "Try again" }).click();
  await panel.getByRole("heading", { name: "King Street kerbside" }).waitFor();
  await panel.getByRole("button", { name: "Close", exact: true }).click();
  await panel.waitFor({ state: "detached" });
});

it("says that this machine's clock is wrong, and goes by the city's", async () => {
  const page = await browser.open();
  await page.addInitScript((byMs) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + byMs;
  }, WRONG_BY_MS);
  await signInAs(page, "viewer");
  await page.getByRole("alert").filter({ hasText: "clock is 3 min 20 s ahead" }).waitFor();
  const shown = await page.locator("header time").getAttribute("datetime");
  expect(Math.abs(Date.parse(shown ?? "") - Date.now())).toBeLessThan(WRONG_BY_MS / 2);
});
