import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { findBarriers } from "./harness/axe.ts";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { signInAs, waitForMap } from "./harness/console.ts";

const PHONE = { width: 390, height: 844 };
const WALL = { width: 1920, height: 1080 };

/** Keys of what one does on the map, and the name of its panel. */
const TOOLS = [
  ["m", "Measure"],
  ["r", "Draw a route"],
] as const;

/** A device of every kind that has a panel, with its name. */
const DEVICES = [
  ["loop-brickfield-way-05-in-1", /Brickfield Way at Saltmarsh Road/],
  ["air-01", "King Street kerbside"],
  ["parking-01", /^P1 /],
  ["weather-01", /./],
  ["camera-01", /R1 at Harbour Bridge/],
] as const;

/** One of each level between the city and a device, and the messages of one. */
const PLACES = [
  ["zone:district-old-town", "Old Town"],
  ["corridor:Quayside", "Quayside"],
  ["site:inner-ring-x-quayside", "Inner Ring at Quayside"],
  ["messages:air-01", "King Street kerbside"],
  ["route:10.84979_54.59579~10.87044_54.60005", "Route"],
] as const;

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

/** Colours are judged as they stay, not in the midst of a transition. */
function open(colorScheme: "light" | "dark"): Promise<Page> {
  return browser.open({ colorScheme, reducedMotion: "reduce" });
}

/** Opens a panel by its address, as going back and forth in the browser does. */
async function openPanel(page: Page, subject: string, name: string | RegExp): Promise<void> {
  await page.evaluate((address) => {
    // Another subject has another panel: what stands there now must be gone before anything is looked at.
    for (const part of document.querySelectorAll("aside > *")) part.setAttribute("data-before", "");
    history.pushState(history.state, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, `/?sel=${subject}`);
  await page.waitForFunction(() => document.querySelector("aside [data-before]") === null);
  await page.getByRole("complementary").getByRole("heading", { name }).first().waitFor();
}

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  it("signs in, and finds nothing at a wrong address, without barriers", async () => {
    const page = await open(colorScheme);
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await signInAs(page, "operator");
    await page.goto("/no-such-page");
    await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.goto("/set-password");
    await page.getByLabel("New password").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.goto("/handover");
    await page.getByRole("button", { name: /Begin a handover|Continue the draft/ }).click();
    await page.getByLabel("Summary").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel("Summary").fill("A quiet night.");
    await page.getByRole("link", { name: "Live map" }).click();
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await question.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await question.getByRole("button", { name: "Stay here" }).click();
    await question.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Sign off", exact: true }).click();
    await page.getByRole("button", { name: "Sign off now" }).click();
    await page.getByText(/^Signed off by operator-/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it("measures, draws a route, compares and goes back in time without barriers", async () => {
    const page = await open(colorScheme);
    await signInAs(page, "operator");
    for (const [key, name] of TOOLS) {
      await page.keyboard.press(key);
      const tool = page.getByRole("region", { name });
      await tool.waitFor();
      expect(await findBarriers(page), name).toEqual([]);
      await page.keyboard.press("Escape");
      await tool.waitFor({ state: "detached" });
    }
    await page.keyboard.press("v");
    await page.getByRole("region", { name: /^Typical / }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press("v");
    await page.getByRole("region", { name: /^Typical / }).waitFor({ state: "detached" });
    await page.keyboard.press("[");
    await page.getByText(/^REPLAY \d\d:\d\d:\d\d/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("checkbox", { name: /^map as typical/ }).check();
    expect(await findBarriers(page)).toEqual([]);
  });

  it("hangs on a wall, and opens without the server, without barriers", async () => {
    const page = await open(colorScheme);
    await signInAs(page, "viewer");
    await page.waitForFunction(() => localStorage.getItem("arterial.lastKnown") !== null);
    await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));
    await page.context().setOffline(true);
    await page.goto("/");
    await page.getByText("Nothing here is live").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().setOffline(false);
    // It asks for the live page by itself, which would end a way to another one.
    await waitForMap(page);
    await page.setViewportSize(WALL);
    for (const theme of [colorScheme, "wall"]) {
      await page.goto(`/wall?theme=${theme}`);
      await waitForMap(page);
      await page.getByRole("list", { name: "City figures" }).getByRole("listitem").first().waitFor();
      expect(await findBarriers(page), theme).toEqual([]);
    }
  });

  it("watches the city, and what opens over it, without barriers", async () => {
    const page = await open(colorScheme);
    await signInAs(page, "operator");
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Saved views" }).click();
    await page.getByLabel("Name of this view").waitFor();
    // It stands over the list, whose rows are whole again once it closes.
    expect(await findBarriers(page, ["[role=dialog]"])).toEqual([]);
    await page.keyboard.press("Escape");
    // An open menu takes letters as the beginning of an entry.
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor({ state: "hidden" });
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("t");
    await page.getByRole("table").getByRole("button").first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press("t");
    await page.keyboard.press("/");
    await page.keyboard.type("harbour");
    await page.getByRole("option").first().waitFor();
    // An open list keeps assistive technology in it; it closes when the focus leaves the field.
    expect(await findBarriers(page, ["header", "[role=listbox]"])).toEqual([]);
    await page.keyboard.press("Tab");
    await page.getByRole("option").first().waitFor({ state: "hidden" });
    expect(await findBarriers(page)).toEqual([]);
  });

  it("inspects a segment and every kind of device without barriers", async () => {
    const page = await open(colorScheme);
    await signInAs(page, "operator");
    await page.locator("[data-abnormal-id]").first().click();
    await page.getByRole("heading", { name: "Timeline" }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await openPanel(page, "segment:quayside-05-out", /Quayside/);
    expect(await findBarriers(page)).toEqual([]);
    for (const [subject, name] of PLACES) {
      await openPanel(page, subject, name);
      expect(await findBarriers(page), subject).toEqual([]);
    }
    for (const [id, name] of DEVICES) {
      await openPanel(page, `device:${id}`, name);
      expect(await findBarriers(page), id).toEqual([]);
    }
  });

  it("works on a phone without barriers", async () => {
    const page = await open(colorScheme);
    await page.setViewportSize(PHONE);
    await signInAs(page, "operator");
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Search the city" }).click();
    await page.getByRole("combobox", { name: "Search the city" }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    // All that a figure says, how many sensors it rests on too.
    const tabs = page.getByRole("navigation", { name: "Destinations" });
    await tabs.getByRole("button", { name: "Figures" }).click();
    await page
      .locator(".console-figures")
      .getByText(/^\d+ of \d+$/)
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await tabs.getByRole("button", { name: "Live" }).click();
    await openPanel(page, "segment:quayside-05-out", /Quayside/);
    expect(await findBarriers(page)).toEqual([]);
  });
});
