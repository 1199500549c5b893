import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { signInAs } from "./harness/console.ts";

const WRONG_BY_MS = 200_000;

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

it("says that the session has ended, without waiting for the next click", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  // The session ends elsewhere: nothing on this page is told.
  const status = await page.evaluate(async () => {
    const answer = await fetch("/api/trpc/session.signOut", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    return answer.status;
  });
  expect(status).toBe(200);
  const band = page.getByRole("alert").filter({ hasText: "Signed out" });
  await band.waitFor({ timeout: 5_000 });
});

it("says that this machine's clock is wrong, and goes by the city's", async () => {
  const page = await browser.open();
  await page.addInitScript((byMs) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + byMs;
  }, WRONG_BY_MS);
  await signInAs(page, "viewer");
  await page.getByRole("alert").filter({ hasText: "clock is 3 min 20 s ahead" }).waitFor({ timeout: 5_000 });
  const shown = await page.locator("header time").getAttribute("datetime");
  expect(Math.abs(Date.parse(shown ?? "") - Date.now())).toBeLessThan(WRONG_BY_MS / 2);
});
