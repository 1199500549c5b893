import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { findBarriers } from "./harness/axe.ts";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { pressAt, signInAs, waitForMap } from "./harness/console.ts";

/** Corners of a field of some 400 m by 300 m in the old town, with roads and devices under them. */
const CORNERS: readonly [number, number][] = [
  [10.8468, 54.5944],
  [10.853, 54.5944],
  [10.853, 54.5971],
  [10.8468, 54.5971],
];

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

it("measures a line and an area by pointer and by keyboard, and selects nothing meanwhile", async () => {
  const page = await browser.open({ reducedMotion: "reduce" });
  await signInAs(page, "viewer");
  await page.goto("/?at=10.8499/54.5958/15");
  await waitForMap(page);
  await page.keyboard.press("m");
  const panel = page.getByRole("region", { name: "Measure" });
  const said = panel.getByRole("status");
  await panel
    .getByText(/Press the map to set points/)
    .first()
    .waitFor();

  const [first] = CORNERS;
  for (const corner of CORNERS) await pressAt(page, corner);
  await said.getByText(/^Leg 3: \d+ m, Length: 1\.\d\d km$/).waitFor();
  await pressAt(page, first as [number, number]);
  await said.getByText(/^Area: 1\d\.\d\d ha, Perimeter: 1\.\d\d km$/).waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await said.getByText(/^Leg 2: /).waitFor();
  await page.keyboard.press("Escape");
  await said.getByText(/Press the map to set points/).waitFor();

  // The crosshair is in the middle of the map, which the arrow keys move; Enter in the same place closes the area.
  await page.keyboard.press("Space");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(`Shift+${key}`);
  await page.keyboard.press("Space");
  await said.getByText(/^First point set$/).waitFor();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  await said.getByText(/^Leg 1: /).waitFor();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Space");
  await said.getByText(/^Leg 2: /).waitFor();
  await page.keyboard.press("Enter");
  await said.getByText(/^Area: /).waitFor();

  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  expect(new URL(page.url()).searchParams.has("sel")).toBe(false);
  expect(browser.complaints()).toEqual([]);
});
