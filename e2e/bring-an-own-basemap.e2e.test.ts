import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { countDrawn, layersOf, signInAs } from "./harness/console.ts";
import { waitUntil } from "./harness/product.ts";
import { type SecondConsole, startSecondConsole } from "./harness/second-console.ts";
import { tinyArchive } from "./harness/tiny-archive.ts";

const { dataDir } = inject("city");
const FAILED = "The basemap did not load: this is the city's own ground.";
const WORLD = {
  type: "Polygon",
  coordinates: [
    [
      [-180, -85],
      [180, -85],
      [180, 85],
      [-180, 85],
      [-180, -85],
    ],
  ],
};
const STYLE = {
  version: 8,
  sources: {
    world: {
      type: "geojson",
      data: { type: "Feature", properties: {}, geometry: WORLD },
      attribution: '© <a href="https://maps.city.example">The city maps</a>',
    },
  },
  layers: [
    { id: "ground", type: "fill", source: "world", paint: { "fill-color": "#445566" } },
    { id: "names", type: "symbol", source: "world", layout: { "text-field": "World" } },
  ],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "arterial-e2e-basemap-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The city's own roads are drawn, above everything of the basemap. */
async function expectNetworkAbove(page: Page): Promise<void> {
  const layers = await layersOf(page);
  const basemap = layers.findLastIndex((id) => id.startsWith("basemap/"));
  expect(basemap).toBeGreaterThan(layers.indexOf("water"));
  expect(basemap).toBeLessThan(layers.indexOf("railway"));
  await waitUntil(async () => (await countDrawn(page, ["primary"])) > 0);
}

describe("a style of another server", () => {
  let maps: Server;
  let mapsOrigin: string;
  let isWell = true;
  let second: SecondConsole;
  let browser: WatchedBrowser;
  beforeAll(async () => {
    maps = createServer((_request, response) => {
      response.setHeader("Access-Control-Allow-Origin", "*");
      if (isWell) response.end(JSON.stringify(STYLE));
      else response.writeHead(503).end();
    });
    await new Promise<void>((resolve) => maps.listen(0, "127.0.0.1", resolve));
    mapsOrigin = `http://127.0.0.1:${(maps.address() as AddressInfo).port}`;
    second = await startSecondConsole(dataDir, { MAP_STYLE_URL: `${mapsOrigin}/style.json` });
    browser = await openBrowser(second.origin);
  });
  afterAll(async () => {
    await browser.close();
    await second.stop();
    maps.close();
  });

  it("lies below the city's network, and its makers are named", async () => {
    const page = await browser.open();
    await signInAs(page, "viewer");
    await page.getByText("© The city maps").waitFor();
    await waitUntil(async () => (await countDrawn(page, ["basemap/ground"])) > 0);
    expect(await layersOf(page)).not.toContain("basemap/names");
    await expectNetworkAbove(page);
    // Of whom something is asked, however often.
    expect([...new Set(browser.complaints())]).toEqual([`request to ${mapsOrigin}/style.json`]);
  });

  it("that does not come leaves the city's own ground, and the map says so", async () => {
    isWell = false;
    const page = await browser.open();
    await signInAs(page, "viewer");
    await page.getByRole("status").getByText(FAILED).waitFor();
    expect((await layersOf(page)).filter((id) => id.startsWith("basemap/"))).toEqual([]);
    await waitUntil(async () => (await countDrawn(page, ["water", "builtUp"])) > 0);
  });
});

describe("an archive that the console serves", () => {
  let path: string;
  let second: SecondConsole;
  let browser: WatchedBrowser;
  beforeAll(async () => {
    path = join(folder, "world.pmtiles");
    second = await startSecondConsole(dataDir, { BASEMAP_PMTILES: path });
    browser = await openBrowser(second.origin);
  });
  afterAll(async () => {
    await browser.close();
    await second.stop();
  });

  it("that is not there leaves the city's own ground, and the map says so", async () => {
    const page = await browser.open();
    await signInAs(page, "viewer");
    await page.getByRole("status").getByText(FAILED).waitFor();
    await waitUntil(async () => (await countDrawn(page, ["water", "builtUp"])) > 0);
  });

  it("lies below the city's network, in the console's colours, without another origin", async () => {
    const vectorLayers = [{ id: "water", fields: {} }];
    await writeFile(path, tinyArchive({ vector_layers: vectorLayers, attribution: "© Tiny world" }));
    const before = browser.complaints().length;
    const page = await browser.open();
    await signInAs(page, "viewer");
    await page.getByText("© Tiny world").waitFor();
    await waitUntil(async () => (await countDrawn(page, ["basemap/water-water"])) > 0);
    await expectNetworkAbove(page);
    expect(browser.complaints().slice(before)).toEqual([]);
  });
});
