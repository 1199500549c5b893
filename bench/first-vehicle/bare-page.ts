import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = dirname(fileURLToPath(import.meta.resolve("maplibre-gl")));
const TYPES: Readonly<Record<string, string>> = { mjs: "text/javascript", css: "text/css" };

/** The view that both pages show, and how large. */
export interface SameView {
  center: [number, number];
  zoom: number;
  widthPx: number;
  heightPx: number;
}

/** A page with nothing but MapLibre, on a server that holds the city's tiles in memory. */
export interface BarePage {
  /** The map with the console's ground, roads and labels. */
  readonly url: string;
  /** The map with a background only: what MapLibre itself takes. */
  readonly emptyUrl: string;
  readonly close: () => Promise<void>;
}

/** Serves the page; `fetchTile` gets a tile (path and query) of the console once, so that both serve alike. */
export async function serveBarePage(options: {
  style: { sources: object; layers: object[] };
  view: SameView;
  fetchTile: (path: string) => Promise<{ body: Buffer; headers: Record<string, string> }>;
}): Promise<BarePage> {
  const { style, view, fetchTile } = options;
  const tiles = new Map<string, ReturnType<typeof fetchTile>>();
  const background = { version: 8, sources: {}, layers: style.layers.slice(0, 1) };
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    if (path === "/" || path === "/empty") {
      const html = pageOf(path === "/" ? style : background, view);
      return void response.setHeader("content-type", "text/html").end(html);
    }
    if (path.startsWith("/dist/")) {
      const name = path.slice("/dist/".length).replaceAll("/", "");
      response.setHeader("content-type", TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain");
      return void response.end(readFileSync(join(DIST, name)));
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
    url: `${origin}/`,
    emptyUrl: `${origin}/empty`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pageOf(style: object, { center, zoom, widthPx, heightPx }: SameView): string {
  const options = { container: "map", center, zoom, style, attributionControl: false, validateStyle: false };
  return `<!doctype html><meta charset="utf-8"><title>bare</title>
<link rel="stylesheet" href="/dist/maplibre-gl.css">
<style>body{margin:0}#map{width:${widthPx}px;height:${heightPx}px}</style><div id="map"></div>
<script type="module">
import { Map, setWorkerUrl } from "/dist/maplibre-gl.mjs";
setWorkerUrl("/dist/maplibre-gl-worker.mjs");
const options = ${JSON.stringify(options)};
for (const source of Object.values(options.style.sources))
  source.tiles = source.tiles.map((url) => location.origin + url);
const map = new Map(options);
map.once("idle", () => { window.idleAtMs = performance.now(); });
</script>`;
}
