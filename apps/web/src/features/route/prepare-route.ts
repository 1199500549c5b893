import { parseRoutePoints } from "@arterial/domain/route/route-points";
import type { SeriesPoint } from "../../charts/prepare-time-series.ts";
import type { Bounds } from "../../map/live-map-props.ts";

/** What of a planned piece the panel needs. */
export interface NamedPiece {
  segmentId: string;
  name: string;
  line: readonly (readonly [number, number])[];
}

const MINUTE_S = 60;

/** Names of the streets that a route begins and ends on; null where neither has one. */
export function endsOf(pieces: readonly NamedPiece[]): { from: string; to: string } | null {
  const names = pieces.map(({ name }) => name).filter((name) => name !== "");
  const [from, to] = [names[0], names.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

/** The rectangle around a route. */
export function boundsOfPieces(pieces: readonly NamedPiece[]): Bounds {
  return around(pieces.flatMap(({ line }) => line));
}

/** The rectangle around the points of a route, in their short form; null when they are none. */
export function boundsOfRoute(text: string): Bounds | null {
  const points = parseRoutePoints(text);
  return points && around(points);
}

function around(points: readonly (readonly [number, number])[]): Bounds {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** Travel times as a series in minutes. */
export function minutesSeries(series: readonly { at: number; seconds: number | null }[]): SeriesPoint[] {
  return series.map(({ at, seconds }) => ({ at, value: seconds === null ? null : seconds / MINUTE_S }));
}

/** What is typical, in minutes; the first hour begins where the chart does. */
export function typicalMinutes<Hour extends { p15: number; p50: number; p85: number }>(
  hours: readonly Hour[],
): Hour[] {
  return hours.map((hour) => ({
    ...hour,
    p15: hour.p15 / MINUTE_S,
    p50: hour.p50 / MINUTE_S,
    p85: hour.p85 / MINUTE_S,
  }));
}

/** Signs a difference of times: `+1:05`, `−0:20`, `0:00`. */
export function signOf(seconds: number): "+" | "−" | "" {
  if (Math.abs(seconds) < 0.5) return "";
  return seconds > 0 ? "+" : "−";
}

/** The points of a route from its destination back to its origin, in their short form. */
export function wayBack(points: string): string {
  return points.split("~").reverse().join("~");
}
