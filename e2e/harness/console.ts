import type { Page } from "playwright-core";
import { inject } from "vitest";
import { createAccount } from "./accounts.ts";

/** What the page knows of the city at the moment that it shows, epoch ms. */
export interface CityState {
  at: number;
  segments: readonly { id: string }[];
  devices: readonly { id: string }[];
  abnormal: readonly { id: string }[];
}

/** What the console hangs on its map's element for tests. */
interface InspectedElement extends HTMLElement {
  liveMap: {
    map: {
      areTilesLoaded(): boolean;
      isMoving(): boolean;
      project(at: [number, number]): { x: number; y: number };
      queryRenderedFeatures(options: { layers: string[] }): {
        properties: Record<string, unknown>;
        state: Record<string, unknown>;
        geometry: { type: string; coordinates: unknown };
      }[];
      getStyle(): { layers: { id: string }[] };
      getPaintProperty(layer: string, name: string): unknown;
      getCenter(): { lng: number; lat: number };
      getZoom(): number;
    };
    vehicles(): readonly { handle: number; x: number; y: number }[];
    state(): CityState;
    markers(): readonly { layer: { id: string } }[];
  };
}

declare global {
  interface Window {
    /** Positions of the vehicles when `rememberVehicles` was called, px by handle. */
    remembered?: Map<number, { x: number; y: number }>;
  }
}

const MAP = "[data-live-map][data-ready=true]";
let accountNumber = 0;

/** Signs in as somebody of a role who has just been given an account, and waits for the map. */
export async function signInAs(page: Page, role: string): Promise<void> {
  accountNumber += 1;
  const email = `${role}-${process.pid}-${accountNumber}@city.example`;
  await page.goto(await createAccount(inject("city").dataDir, role, email));
  await waitForMap(page);
}

/** Zoom of the map itself, whatever the address says. */
export function zoomOfMap(page: Page): Promise<number> {
  return page
    .locator(MAP)
    .first()
    .evaluate((element) => (element as InspectedElement).liveMap.map.getZoom());
}

/** Ends the session of a page's browser without telling the page. */
export async function endSession(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const answer = await fetch("/api/trpc/session.signOut", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    return answer.status;
  });
  if (status !== 200) throw new Error(`the session could not be ended: ${status}`);
}

/** Has a page's calls of these procedures answered as if they had failed on the server, until `page.unrouteAll`. */
export async function failCalls(page: Page, procedures: readonly string[]): Promise<void> {
  const failure = { error: { message: "-", code: -32603, data: { code: "INTERNAL_SERVER_ERROR" } } };
  const namesOf = ({ pathname }: URL): string[] => pathname.replace("/api/trpc/", "").split(",");
  await page.route(
    (url) => namesOf(url).some((name) => procedures.includes(name)),
    async (route) => {
      // Calls are answered together: the others are answered as they are.
      const names = namesOf(new URL(route.request().url()));
      const response = await route.fetch();
      const answers = (await response.json()) as unknown[];
      const json = answers.map((answer, index) =>
        procedures.includes(names[index] ?? "") ? failure : answer,
      );
      await route.fulfill({ response, json });
    },
  );
}

/** Waits until the map has drawn its ground and the first vehicles. */
export async function waitForMap(page: Page): Promise<void> {
  await page.waitForSelector(MAP);
  await page.waitForFunction((selector) => {
    const element = document.querySelector<InspectedElement>(selector);
    return element?.liveMap.map.areTilesLoaded() && element.liveMap.vehicles().length > 0;
  }, MAP);
}

/** The city as the page knows it at the shown moment. */
export function stateOf(page: Page): Promise<CityState> {
  return page.$eval(MAP, (element: InspectedElement) => element.liveMap.state());
}

/** Number of vehicles that are drawn in the view. */
export function countVehicles(page: Page): Promise<number> {
  return page.$eval(MAP, (element: InspectedElement) => element.liveMap.vehicles().length);
}

/** Number of markers of a layer that are drawn in the view. */
export function countMarkers(page: Page, layer: string): Promise<number> {
  return page.$eval(
    MAP,
    (element: InspectedElement, id) =>
      element.liveMap.markers().filter((marker) => marker.layer.id === id).length,
    layer,
  );
}

/** Keeps where the vehicles are drawn now, for `countMoved`. */
export async function rememberVehicles(page: Page): Promise<void> {
  await page.$eval(MAP, (element: InspectedElement) => {
    const vehicles = element.liveMap.vehicles();
    window.remembered = new Map(vehicles.map(({ handle, x, y }) => [handle, { x, y }]));
  });
}

/** How many of the remembered vehicles are drawn more than `pixels` away from where they were. */
export function countMoved(page: Page, pixels: number): Promise<number> {
  return page.$eval(
    MAP,
    (element: InspectedElement, far) =>
      element.liveMap.vehicles().filter(({ handle, x, y }) => {
        const before = window.remembered?.get(handle);
        return before !== undefined && Math.hypot(x - before.x, y - before.y) > far;
      }).length,
    pixels,
  );
}

/** Where the maps of the page are, from the first to the last. */
export function placesOf(page: Page): Promise<{ lng: number; lat: number; zoom: number }[]> {
  return page.$$eval(MAP, (elements) =>
    (elements as InspectedElement[]).map(({ liveMap: { map } }) => ({
      lng: map.getCenter().lng,
      lat: map.getCenter().lat,
      zoom: map.getZoom(),
    })),
  );
}

/** Features of the given style layers that are drawn in the view of a map, the first one unless said otherwise. */
export function countDrawn(page: Page, layers: readonly string[], mapNumber = 0): Promise<number> {
  return page
    .locator(MAP)
    .nth(mapNumber)
    .evaluate(
      (element: InspectedElement, ids) => {
        const { map } = element.liveMap;
        const known = new Set(map.getStyle().layers.map(({ id }) => id));
        const layers = ids.filter((id) => known.has(id));
        return layers.length === 0 ? 0 : map.queryRenderedFeatures({ layers }).length;
      },
      [...layers],
    );
}

/** Features of a style layer in the view that the map holds a state of. */
export function countStated(page: Page, layer: string, state: string): Promise<number> {
  return page.$eval(
    MAP,
    (element: InspectedElement, [id, name]) =>
      element.liveMap.map
        .queryRenderedFeatures({ layers: [String(id)] })
        .filter((feature) => feature.state[String(name)] === true).length,
    [layer, state],
  );
}

/** Ids of the map's style layers, bottom to top. */
export function layersOf(page: Page): Promise<string[]> {
  return page.$eval(MAP, (element: InspectedElement) =>
    element.liveMap.map.getStyle().layers.map(({ id }) => id),
  );
}

/** Colour of the land, as the map is painted. */
export function landColour(page: Page): Promise<string> {
  return page.$eval(MAP, (element: InspectedElement) =>
    String(element.liveMap.map.getPaintProperty("land", "background-color")),
  );
}

/** Where a place lies on the page, px, on a map, the first one unless said otherwise. */
export async function pointOnPage(
  page: Page,
  at: [number, number],
  mapNumber = 0,
): Promise<{ x: number; y: number }> {
  return page
    .locator(MAP)
    .nth(mapNumber)
    .evaluate((element: InspectedElement, place) => {
      const { x, y } = element.liveMap.map.project(place);
      const { left, top } = element.getBoundingClientRect();
      return { x: left + x, y: top + y };
    }, at);
}

/** Clicks the map at a place. */
export async function pressAt(page: Page, place: [number, number]): Promise<void> {
  const { x, y } = await pointOnPage(page, place);
  await page.mouse.click(x, y);
}
