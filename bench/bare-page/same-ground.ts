import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import type { Product } from "../../e2e/harness/product.ts";
import type { SameView } from "./serve-bare-pages.ts";

/** The console's map where it is drawn. */
export const MAP = "[data-live-map][data-ready=true]";
const SIZE = { width: 1440, height: 900 };

interface MapStyle {
  sources: Record<string, { tiles?: string[] }>;
  layers: { source?: string; id: string }[];
}

/** What the console hangs on its map's element. */
export interface InspectedElement extends HTMLElement {
  liveMap: {
    map: {
      getStyle(): MapStyle;
      getCenter(): { lng: number; lat: number };
      getZoom(): number;
      unproject(point: [number, number]): { lng: number; lat: number };
    };
    vehicles(): readonly { handle: number; x: number; y: number }[];
  };
}

export type StorageState = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

/** What a bare page needs to show what the console shows. */
export interface SameGround {
  view: SameView;
  /** Ground, roads and labels of the console's style, with the tiles' addresses as paths. */
  style: MapStyle;
  /** Where vehicles were, degrees. */
  points: [number, number][];
  storageState: StorageState;
  fetchTile: (path: string) => Promise<{ body: Buffer; headers: Record<string, string> }>;
}

/** A context of its own, with an empty cache. */
export function newContext(browser: Browser, storageState?: StorageState) {
  return browser.newContext({
    viewport: SIZE,
    colorScheme: "dark",
    ...(storageState ? { storageState } : {}),
  });
}

/** Signs in as somebody with a password, as people come back to the console. */
export async function signIn(
  page: Page,
  { origin, signInPath }: Pick<Product, "origin" | "signInPath">,
): Promise<void> {
  await page.goto(origin + signInPath);
  const response = await page.request.post(`${origin}/api/trpc/session.setPassword`, {
    data: { password: randomUUID() },
    headers: { origin },
  });
  if (!response.ok()) throw new Error(`no password was set: ${response.status()} ${await response.text()}`);
  await page.goto(origin);
}

/** Signs in, lets the console come to rest, and takes its view, its ground, and the session. */
export async function lookAtConsole(browser: Browser, product: Product): Promise<SameGround> {
  const context = await newContext(browser);
  const page = await context.newPage();
  await signIn(page, product);
  await page.waitForFunction(
    (selector) => (document.querySelector<InspectedElement>(selector)?.liveMap?.vehicles().length ?? 0) > 0,
    MAP,
  );
  const looked = await page.$eval(MAP, (element: InspectedElement) => {
    const { map } = element.liveMap;
    const { lng, lat } = map.getCenter();
    const { clientWidth: widthPx, clientHeight: heightPx } = element;
    const points = element.liveMap.vehicles().map(({ x, y }): [number, number] => {
      const at = map.unproject([x, y]);
      return [at.lng, at.lat];
    });
    const center: [number, number] = [lng, lat];
    return { style: map.getStyle(), view: { center, zoom: map.getZoom(), widthPx, heightPx }, points };
  });
  const storageState = await context.storageState();
  await context.close();
  return {
    ...looked,
    style: groundOf(looked.style),
    storageState,
    fetchTile: fetchTileOf(product, storageState),
  };
}

function groundOf(style: MapStyle): MapStyle {
  const city = style.sources.city;
  const tiles = (city?.tiles ?? []).map((url) => url.replace(/^https?:\/\/[^/]+/, ""));
  const layers = style.layers.filter(
    ({ id, source }) =>
      (source === undefined || source === "city") && !/^(congestion|segment|clusters)/.test(id),
  );
  return { ...style, sources: { city: { ...city, tiles } }, layers };
}

function fetchTileOf(product: Product, storageState: StorageState): SameGround["fetchTile"] {
  const cookie = storageState.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return async (path: string) => {
    const response = await fetch(product.origin + path, { headers: { cookie } });
    const type = response.headers.get("content-type") ?? "";
    return { body: Buffer.from(await response.arrayBuffer()), headers: { "content-type": type } };
  };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
