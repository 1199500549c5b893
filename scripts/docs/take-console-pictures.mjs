// Takes the pictures of docs/console.md from a running console:
//   node scripts/docs/take-console-pictures.mjs http://localhost:3000 ONE_TIME_LINK [NAME …]
// Each is a WebP of the page as it stands then, small enough to be kept beside the text.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const OUT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "docs", "console");
const MAX_BYTES = 150 * 1024;
const DESK = { width: 1440, height: 900 };
const SETTLE_MS = 3_000;

/** Opens the worst thing of the list. */
const openFirst = (page) => page.locator("[data-abnormal-id]").first().click();

/** Five minutes back, still. */
const goBack = (page) => page.getByRole("button", { name: "5 min back", exact: true }).click();

const beginHandover = (page) => page.getByRole("button", { name: "Begin a handover" }).click();

/** Places around Guildhall Garden, as shares of the map's width and height. */
const GARDEN = [
  [0.23, 0.57],
  [0.5, 0.62],
  [0.5, 0.8],
  [0.22, 0.78],
];

/** Measures the garden: its corners, and the first of them once more. */
async function measureGarden(page) {
  await page.getByRole("button", { name: "Measure", exact: true }).click();
  const map = await page.locator("[data-live-map]").boundingBox();
  for (const [x, y] of [...GARDEN, GARDEN[0]]) {
    await page.mouse.click(map.x + x * map.width, map.y + y * map.height);
  }
}

/** From King Street over the Quayside to the R1. */
const ROUTE = "10.84979_54.59579~10.901789_54.589136";

/** Name of the picture, address, theme, and what is done before it is taken. */
const PICTURES = [
  ["city", "/", "dark"],
  ["incident", "/", "light", openFirst],
  ["corridor", "/?sel=corridor:Quayside&at=10.8800/54.5850/13.4", "dark"],
  ["messages", "/?sel=messages:air-01&at=10.8499/54.5958/14", "light"],
  ["district", "/?sel=zone:district-old-town", "dark"],
  ["typical", "/?layers=difference,incidents", "light"],
  ["pm25", "/?layers=heat,air,weather&heat=pm25", "light"],
  ["measure", "/?at=10.8499/54.5958/14.5&layers=congestion,incidents", "light", measureGarden],
  ["route", `/?sel=route:${ROUTE}&at=10.8760/54.5920/13.2&layers=congestion,incidents`, "dark"],
  ["replay", "/", "dark", goBack],
  ["comparison", "/?compare=typical&at=10.8499/54.5958/13.4&layers=congestion,incidents,vehicles", "dark"],
  ["handover", "/handover", "light", beginHandover],
];

/** Playwright writes no WebP; the browser itself does. Quality falls until the picture is small enough. */
async function takeWebp(page) {
  const session = await page.context().newCDPSession(page);
  for (const quality of [80, 65, 50, 35]) {
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality });
    const bytes = Buffer.from(data, "base64");
    if (bytes.length <= MAX_BYTES) return bytes;
  }
  throw new Error("the picture stays larger than 150 kB");
}

const [base, link, ...names] = process.argv.slice(2);
if (!base || !link) throw new Error("usage: take-console-pictures.mjs BASE ONE_TIME_LINK [NAME …]");
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
});
const signedIn = await browser.newContext();
const first = await signedIn.newPage();
await first.goto(link, { waitUntil: "domcontentloaded", timeout: 120_000 });
await first.waitForSelector("[data-live-map][data-ready=true]", { timeout: 120_000 });
const storageState = await signedIn.storageState();
await signedIn.close();
const asked = PICTURES.filter(([name]) => names.length === 0 || names.includes(name));
for (const [name, address, colorScheme, act] of asked) {
  const context = await browser.newContext({
    colorScheme,
    viewport: DESK,
    storageState,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(base + address, { waitUntil: "domcontentloaded", timeout: 120_000 });
  await page.waitForTimeout(SETTLE_MS);
  await act?.(page);
  if (act) await page.waitForTimeout(SETTLE_MS);
  const later = page.getByRole("button", { name: "Not now" });
  if (await later.isVisible()) await later.click();
  const bytes = await takeWebp(page);
  writeFileSync(join(OUT, `${name}.webp`), bytes);
  process.stdout.write(`${name}.webp ${Math.round(bytes.length / 1024)} kB\n`);
  await context.close();
}
await browser.close();
