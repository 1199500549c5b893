import type { LonLat } from "../city/network.ts";

/** Points of a route: an origin, any that it goes by, a destination. */
export const MAX_ROUTE_POINTS = 12;
/** About a metre. */
const DECIMALS = 5;
const BETWEEN_POINTS = "~";
const BETWEEN_NUMBERS = "_";

/** Writes points in the short form that stands in addresses, such as `10.8468_54.5944~10.853_54.5971`. */
export function formatRoutePoints(points: readonly Readonly<LonLat>[]): string {
  const write = (degrees: number): string => String(Number(degrees.toFixed(DECIMALS)));
  return points.map((point) => point.map(write).join(BETWEEN_NUMBERS)).join(BETWEEN_POINTS);
}

/** Reads the short form; null when it is none, or not of two points at least. */
export function parseRoutePoints(text: string): LonLat[] | null {
  const points = text.split(BETWEEN_POINTS).map(parsePoint);
  const isRoute = points.length >= 2 && points.length <= MAX_ROUTE_POINTS;
  return isRoute && points.every((point) => point !== null) ? points : null;
}

function parsePoint(text: string): LonLat | null {
  const [lon = Number.NaN, lat = Number.NaN, ...rest] = text
    .split(BETWEEN_NUMBERS)
    .map((part) => (part === "" ? Number.NaN : Number(part)));
  const isPoint = rest.length === 0 && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  return isPoint ? [lon, lat] : null;
}
