import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { endSession, signInAs, waitForMap } from "./harness/console.ts";

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

it("hands the shift over: filled in from what is open, written to, signed off, read by the next one", async () => {
  const page = await browser.open();
  await signInAs(page, "operator");
  await page.getByRole("link", { name: "Shift handover" }).click();
  await page.getByRole("button", { name: /Begin a handover|Continue the draft/ }).click();
  await page.getByLabel("New note").fill("Gate 3 jams: push twice");
  await page.getByRole("button", { name: "Add note" }).click();
  await page.getByLabel("Remark on Gate 3 jams: push twice").first().fill("Fitter comes at nine");
  await page.getByLabel("Summary").fill("A quiet night.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Sign off", exact: true }).click();
  await page.getByRole("button", { name: "Sign off now" }).click();
  await page.getByText(/^Signed off by operator-/).waitFor();
  const address = page.url();
  expect(browser.complaints()).toEqual([]);
  await page.close();

  const next = await browser.open();
  await signInAs(next, "viewer");
  await next.goto(address);
  await next.getByText("A quiet night.").waitFor();
  await next.getByText("Fitter comes at nine").first().waitFor();
  await next.getByText("Writing a handover needs the role Operator.").waitFor();
  expect(await next.getByRole("textbox").count()).toBe(0);
  expect(browser.complaints()).toEqual([]);
});

/** Saves what is written, and waits until it is. */
async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Not saved yet").first().waitFor({ state: "detached" });
}

it("loses no text to a way out, to a colleague who was faster, or to the end of the session", async () => {
  const page = await browser.open();
  await signInAs(page, "operator");
  await page.goto("/handover");
  await page.getByRole("button", { name: /Begin a handover|Continue the draft/ }).click();
  const summary = page.getByLabel("Summary", { exact: true });
  await summary.fill("Two crashes on Quayside.");
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await page.getByRole("link", { name: "Live map" }).click();
  await question.getByRole("button", { name: "Stay here" }).click();
  await question.waitFor({ state: "detached" });
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await question.waitFor();
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });

  // Drafts are looked up now and then: this one is saved before it is.
  let letGo = (): void => undefined;
  const colleagueSaved = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/handover\.get/, async (route) => {
    await colleagueSaved;
    await route.continue();
  });
  const colleague = await browser.open();
  await signInAs(colleague, "operator");
  await colleague.goto(page.url());
  await colleague.getByLabel("Summary", { exact: true }).fill("The bridge is closed.");
  await save(colleague);

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(/^Somebody else changed this handover meanwhile/).waitFor();
  letGo();
  const theirs = page.getByRole("group", { name: "Summary: what somebody else wrote" });
  await theirs.getByText("The bridge is closed.").waitFor();
  expect(await summary.inputValue()).toBe("Two crashes on Quayside.");
  expect(await page.getByRole("button", { name: "Save", exact: true }).isDisabled()).toBe(true);
  await summary.fill("Two crashes on Quayside. The bridge is closed.");
  await theirs.getByRole("button", { name: "Keep mine" }).click();
  await save(page);

  await summary.fill("Two crashes on Quayside. The bridge is closed till six.");
  await endSession(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(/^Your session has ended, so this was not saved/).waitFor();
  await page.getByRole("link", { name: "Sign in again in a new tab" }).first().waitFor();
  await signInAs(await page.context().newPage(), "operator");
  await save(page);
  await page
    .getByRole("alert")
    .filter({ hasText: "Signed out" })
    .waitFor({ state: "detached", timeout: 30_000 });
  await page.reload();
  expect(await summary.inputValue()).toBe("Two crashes on Quayside. The bridge is closed till six.");
  // Refusals of a version that is not the newest and of a session that has ended are logged by browsers themselves.
  expect(browser.complaints().filter((text) => !/\b(401|409)\b/.test(text))).toEqual([]);
});

it("shows by itself that a colleague has signed the draft, and keeps what came too late", async () => {
  const page = await browser.open();
  await signInAs(page, "operator");
  await page.goto("/handover");
  await page.getByRole("button", { name: /Begin a handover|Continue the draft/ }).click();
  await page.getByLabel("Summary", { exact: true }).fill("Lights out at gate 5.");
  const colleague = await browser.open();
  await signInAs(colleague, "operator");
  await colleague.goto(page.url());
  await colleague.getByRole("button", { name: "Sign off", exact: true }).click();
  await colleague.getByRole("button", { name: "Sign off now" }).click();
  await page.getByText(/^Signed off by operator-/).waitFor();
  await page.getByText("Lights out at gate 5.").waitFor();
  expect(await page.getByRole("button", { name: "Sign off", exact: true }).count()).toBe(0);
  expect(browser.complaints().filter((text) => !/\b(401|409)\b/.test(text))).toEqual([]);
});

it("is reached by keys, and the map from there", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.waitForURL("**/handover");
  await page.getByText("Writing a handover needs the role Operator.").waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await waitForMap(page);
  expect(browser.complaints().filter((text) => !/\b(401|409)\b/.test(text))).toEqual([]);
});
