import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = dirname(fileURLToPath(import.meta.resolve("maplibre-gl")));
const TYPES: Readonly<Record<string, string>> = {
  mjs: "text/javascript",
  js: "text/javascript",
  css: "text/css",
};

/** The view that all pages show, and how large. */
export interface SameView {
  center: [number, number];
  zoom: number;
  widthPx: number;
  heightPx: number;
}

/** A page with nothing but MapLibre and perhaps a few lines of its own. */
export interface BarePage {
  style: object;
  /** Address of a classic script that is loaded before. */
  library?: string;
  /** Runs with `map` in scope. */
  script?: string;
}

/** The pages on a server that holds the city's tiles in memory. */
export interface BarePages {
  readonly urlOf: (page: string) => string;
  readonly close: () => Promise<void>;
}

/** Serves pages by name; `fetchTile` gets a tile (path and query) of the console once, so that both serve alike. */
export async function serveBarePages(options: {
  pages: Readonly<Record<string, BarePage>>;
  view: SameView;
  fetchTile: (path: string) => Promise<{ body: Buffer; headers: Record<string, string> }>;
  /** More files, by their address. */
  files?: Readonly<Record<string, string>>;
}): Promise<BarePages> {
  const { pages, view, fetchTile, files = {} } = options;
  const tiles = new Map<string, ReturnType<typeof fetchTile>>();
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const page = pages[path.slice(1)];
    if (page) return void response.setHeader("content-type", "text/html").end(pageOf(page, view));
    const file = files[path] ?? (path.startsWith("/dist/") ? join(DIST, path.split("/").at(-1) ?? "") : null);
    if (file) {
      response.setHeader("content-type", TYPES[file.split(".").at(-1) ?? ""] ?? "text/plain");
      return void response.end(readFileSync(file));
    }
    if (!path.startsWith("/tiles/")) return void response.writeHead(404).end();
    const tile = tiles.get(path) ?? fetchTile(path);
    tiles.set(path, tile);
    const { body, headers } = await tile;
    response.writeHead(200, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    urlOf: (page) => `${origin}/${page}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pageOf(page: BarePage, { center, zoom, widthPx, heightPx }: SameView): string {
  const { style, library, script = "" } = page;
  const options = { container: "map", center, zoom, style, attributionControl: false, validateStyle: false };
  // A canvas is no content to a browser: without a text nothing would ever have been painted.
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>bare</title>
<link rel="stylesheet" href="/dist/maplibre-gl.css">
<style>body{margin:0}#map{width:${widthPx}px;height:${heightPx}px}
h1{position:absolute;z-index:1;margin:8px;font:16px sans-serif}</style><h1>A bare map</h1><div id="map"></div>
${library ? `<script src="${library}"></script>` : ""}
<script type="module">
import { Map, setWorkerUrl } from "/dist/maplibre-gl.mjs";
setWorkerUrl("/dist/maplibre-gl-worker.mjs");
const options = ${JSON.stringify(options)};
for (const source of Object.values(options.style.sources))
  source.tiles = source.tiles.map((url) => location.origin + url);
const map = new Map(options);
window.map = map;
map.once("idle", () => { window.idleAtMs = performance.now(); });
${script}
</script>`;
}
