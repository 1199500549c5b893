import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { signInAs, waitForMap } from "./harness/console.ts";

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
  expect(browser.complaints()).toEqual([]);
});
