import { z } from "zod";
import { type LonLat, lonLatSchema } from "../city/network.ts";

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
  const numbers = text
    .split(BETWEEN_POINTS)
    .map((point) => point.split(BETWEEN_NUMBERS).map((part) => (part === "" ? Number.NaN : Number(part))));
  const points = z.array(lonLatSchema).min(2).max(MAX_ROUTE_POINTS).safeParse(numbers);
  return points.success ? points.data : null;
}

/** The short form of two points or more, as verbs take it. */
export const routePointsSchema = z
  .string()
  .max(400)
  .refine((text) => parseRoutePoints(text) !== null, { message: "These are no points of a route." });
