import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { findBarriers } from "./harness/axe.ts";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { countDrawn, pointOnPage, signInAs, waitForMap } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";

/** On the ring road before Harbour Bridge, clockwise. */
const BEFORE_THE_BRIDGE: [number, number] = [10.901789, 54.589136];
const AIR_STATION: [number, number] = [10.849927, 54.595774];
/** What is typical comes once enough of the 28 days is loaded, which this city has just begun. */
const FIRST_TYPICAL = { timeout: 120_000 };

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(inject("city").origin);
});
afterAll(() => browser.close());

it("opens a segment by a click on the map: its state, its last hour and what is typical", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.goto(`/?at=${BEFORE_THE_BRIDGE.join("/")}/16`);
  await waitForMap(page);
  await waitUntil(async () => (await countDrawn(page, ["segment-hit"])) > 0);
  const { x, y } = await pointOnPage(page, BEFORE_THE_BRIDGE);
  await page.mouse.click(x, y);

  const panel = page.getByRole("complementary");
  await panel.getByRole("heading", { name: /R1 Ring, clockwise/ }).waitFor();
  await panel.getByText(/% of free flow|too few vehicles/).waitFor();
  for (const quantity of ["Speed", "Flow", "Density"]) {
    await panel.getByRole("term").getByText(quantity, { exact: true }).waitFor();
  }
  await panel.locator("svg.recharts-surface").waitFor();
  await panel.getByText("Speed, km/h, last hour").waitFor();
  await panel.getByText(/typical \w+ p15–p85/).waitFor(FIRST_TYPICAL);
  await panel.getByText("Simulated").waitFor();
  expect(page.url()).toContain("sel=segment:r1-cw-05");

  await panel.getByRole("button", { name: /Table/ }).click();
  await panel.getByRole("table").waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });

  // The same by the map's twin, without a pointer.
  await page.keyboard.press("t");
  const twin = page.getByRole("region", { name: "Map as a table" });
  await twin
    .getByRole("button", { name: /R1 Ring, clockwise/ })
    .first()
    .waitFor();
  await twin.getByRole("button", { name: "Map t" }).focus();
  await page.keyboard.press("Tab");
  const name = await page.evaluate(() => document.activeElement?.textContent ?? "");
  await page.keyboard.press("Enter");
  await panel.getByRole("heading", { level: 2 }).first().waitFor();
  expect(name).not.toBe("");
  await twin.locator("[aria-current=true]", { hasText: name }).waitFor();
  await page.keyboard.press("t");
  await twin.waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("CANVAS");
  expect(browser.complaints()).toEqual([]);
});

it("zooms into a chart by dragging and by keys, tells of it, and goes farther back", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.goto("/?sel=segment:r1-cw-05");
  const panel = page.getByRole("complementary");
  await panel.getByText("Speed, km/h, last hour").waitFor();
  const plot = panel.getByRole("region", { name: /^Speed, km\/h\. / });
  const whole = panel.getByRole("button", { name: "Whole range" });
  const zoomed = panel.getByText(/^Speed, km\/h, \d\d:\d\d to \d\d:\d\d$/);

  await plot.press("+");
  await zoomed.waitFor();
  const [, half = ""] = (await zoomed.textContent())?.split("km/h, ") ?? [];
  await panel.getByRole("status").getByText("Stays at this stretch").waitFor();
  await plot.press("Shift+ArrowLeft");
  await waitUntil(async () => !(await zoomed.textContent())?.includes(half));
  await plot.press("Escape");
  await panel.getByText("Speed, km/h, last hour").waitFor();
  await panel.getByText(/^Whole range: Speed/).waitFor();

  const box = await plot.boundingBox();
  if (!box) throw new Error("the plot has no place");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 });
  await page.mouse.up();
  await zoomed.waitFor();
  // Another quantity shows the same stretch, and so does the table.
  const dragged = (await zoomed.textContent())?.replace("Speed, km/h", "");
  await panel.getByRole("tab", { name: "Flow" }).click();
  await panel.getByText(`Flow, veh/h${dragged}`, { exact: true }).waitFor();
  await panel.getByRole("button", { name: /^Table/ }).click();
  await panel.getByRole("table", { name: new RegExp(dragged?.slice(2) ?? "") }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await whole.click();
  await panel.getByText("Flow, veh/h, last hour").waitFor();

  await panel.getByRole("tab", { name: "24 h" }).click();
  await panel.getByText("Flow, veh/h, last 24 hours").waitFor();
  expect(browser.complaints()).toEqual([]);
});

it("walks the map with Tab, what is abnormal before streets and devices, and opens one of them", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      const frame = activeElement?.closest(".live-map-walk, .live-map-marks, .live-map-controls");
      return { place: frame?.className ?? "", name: activeElement?.textContent ?? "" };
    });
  await page.locator(".live-map-marks:not(.live-map-walk) button").first().waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("CANVAS");
  await page.locator(".live-map-walk button").first().waitFor({ state: "attached" });
  const walked: Awaited<ReturnType<typeof focused>>[] = [];
  do {
    await page.keyboard.press("Tab");
    walked.push(await focused());
  } while (walked.at(-1)?.place.startsWith("live-map-mark"));
  const places = walked.map(({ place }) => place);
  expect(new Set(places)).toEqual(
    new Set(["live-map-marks", "live-map-marks live-map-walk", "live-map-controls"]),
  );
  expect(places.lastIndexOf("live-map-marks")).toBeLessThan(places.indexOf("live-map-marks live-map-walk"));
  expect(places.at(-1)).toBe("live-map-controls");

  await page.keyboard.press("Shift+Tab");
  const { name } = await focused();
  expect(name).not.toBe("");
  await page.keyboard.press("Enter");
  await page.getByRole("complementary").getByRole("heading", { level: 2 }).first().waitFor();
  await page.locator(".live-map-walk [aria-pressed=true]").waitFor({ state: "attached" });
  expect(browser.complaints()).toEqual([]);
});

it("opens a device, and a view that a colleague sent", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.goto(`/?at=${AIR_STATION.join("/")}/16&sel=device:air-01`);
  const panel = page.getByRole("complementary");
  await panel.getByRole("heading", { name: "King Street kerbside" }).waitFor();
  await panel.getByText("PM2.5").first().waitFor();
  await panel.locator("svg.recharts-surface").waitFor();

  // Down to what it sent, and up again to its district.
  await panel.getByRole("button", { name: "Raw messages" }).click();
  await panel
    .getByText(/"pm25":/)
    .first()
    .waitFor();
  await panel.getByText("Refused messages need the role Supervisor.").waitFor();
  expect(page.url()).toContain("sel=messages:air-01");
  await panel.getByRole("navigation", { name: "Level" }).getByRole("button", { name: "Old Town" }).click();
  await panel.getByRole("heading", { name: "Old Town" }).waitFor();
  await panel.getByText(/^District · \d+ segments/).waitFor();
  expect(page.url()).toContain("sel=zone:district-old-town");
  await page.goto("/?sel=segment:no-such-segment");
  await panel.getByText("This is not in the city any more.").waitFor();
  // A missing segment answers 404, which browsers log by themselves.
  expect(
    browser
      .complaints()
      .splice(0)
      .filter((text) => !text.includes("404")),
  ).toEqual([]);
});

it("reaches list and panel by keys, keeps the focus in the panel from level to level, and gives it back", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const waitForFocus = (selector: string) =>
    waitUntil(() => page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector));
  const panel = page.getByRole("complementary", { name: "What is selected" });
  await page.locator("[data-abnormal-id]").first().waitFor();
  await press("j");
  await panel.getByRole("heading", { name: "Timeline" }).waitFor();
  await press("g", "p");
  await waitForFocus("aside h2");
  await panel.getByRole("button", { name: /^Open (segment|sensor)$/ }).press("Enter");
  await waitForFocus("aside h2");
  expect(page.url()).toMatch(/sel=(segment|device):/);
  await press("Escape");
  await panel.waitFor({ state: "detached" });
  await waitForFocus("[data-abnormal-id]");

  // Where the list is folded away, the key opens it; what is chosen there has the focus next.
  await page.setViewportSize({ width: 1200, height: 900 });
  await press("g", "a");
  await waitForFocus("[data-abnormal-id]");
  await press("Enter");
  await waitForFocus("aside h2");
  await press("Escape");
  await waitForFocus("canvas");
  await page.goto("/#abnormal");
  await waitForFocus("#abnormal, [data-abnormal-id]");
  expect(browser.complaints()).toEqual([]);
});

it("opens the camera nearest to what is selected, wherever the map is", async () => {
  const page = await browser.open();
  await signInAs(page, "viewer");
  await page.goto("/?at=10.829851/54.61456/16&sel=site:inner-ring-x-quayside");
  const panel = page.getByRole("complementary");
  await panel.getByRole("heading", { name: "Inner Ring at Quayside" }).waitFor();
  await page.keyboard.press("c");
  await waitUntil(() => page.url().includes("sel=device:camera-10"));
  expect(browser.complaints()).toEqual([]);
});

it("opens an incident from the list, and writes down what was done about it", async () => {
  const page = await browser.open();
  await signInAs(page, "operator");
  await page.locator("[data-abnormal-id]").first().click();
  const panel = page.getByRole("complementary");
  await panel.getByRole("heading", { name: "Timeline" }).waitFor();
  expect(page.url()).toContain("sel=abnormal:");
  await panel.getByLabel("Milestone").selectOption("T2");
  await panel.getByLabel("Note", { exact: true }).fill("Seen from the quay");
  await panel.getByRole("button", { name: "Write down" }).click();
  await panel.getByText(/Seen from the quay, by operator/).waitFor();
  expect(browser.complaints()).toEqual([]);
});
