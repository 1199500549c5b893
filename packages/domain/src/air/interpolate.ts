import { METRES_PER_DEG_LAT } from "../city/geometry.ts";
import type { LonLat } from "../city/network.ts";

/** A station's value at its place. */
export interface Sample {
  lon: number;
  lat: number;
  value: number;
}

/** A square of an interpolated surface. */
export interface SurfaceCell {
  /** Middle of the cell. */
  at: LonLat;
  value: number;
  /** 1 at a station, falling to 0 at the reach: how much the value is worth. */
  confidence: number;
}

/** What a surface is made with: side of a cell and how far a station speaks for its surroundings, m. */
export interface SurfaceOptions {
  cellM: number;
  reachM: number;
}

/** Power of the distance; 2 is the usual one. */
const POWER = 2;
/** Nearer than this a station's own value holds, m. */
const OWN_M = 20;

/**
 * Inverse distance weighting (D. Shepard, 1968) of the stations within reach; where none is there is no cell, so that the
 * surface ends where nothing is known.
 */
export function interpolateSurface(samples: readonly Sample[], options: SurfaceOptions): SurfaceCell[] {
  const [first] = samples;
  if (!first) return [];
  const perLon = METRES_PER_DEG_LAT * Math.cos((first.lat * Math.PI) / 180);
  const { cellM, reachM } = options;
  const points = samples.map(({ lon, lat, value }) => ({
    x: lon * perLon,
    y: lat * METRES_PER_DEG_LAT,
    value,
  }));
  const reachCells = Math.ceil(reachM / cellM);
  const cells = new Map<string, SurfaceCell>();
  for (const { x, y } of points) {
    const [column, row] = [Math.floor(x / cellM), Math.floor(y / cellM)];
    for (let i = column - reachCells; i <= column + reachCells; i += 1) {
      for (let j = row - reachCells; j <= row + reachCells; j += 1) {
        const key = `${i} ${j}`;
        if (cells.has(key)) continue;
        const middle = { x: (i + 0.5) * cellM, y: (j + 0.5) * cellM };
        const estimate = estimateAt(middle, points, reachM);
        if (estimate) cells.set(key, { at: [middle.x / perLon, middle.y / METRES_PER_DEG_LAT], ...estimate });
      }
    }
  }
  return [...cells.values()];
}

function estimateAt(
  at: { x: number; y: number },
  points: readonly { x: number; y: number; value: number }[],
  reachM: number,
): { value: number; confidence: number } | null {
  let [weights, sum, nearestM] = [0, 0, Number.POSITIVE_INFINITY];
  for (const { x, y, value } of points) {
    const distanceM = Math.hypot(x - at.x, y - at.y);
    if (distanceM > reachM) continue;
    nearestM = Math.min(nearestM, distanceM);
    const weight = 1 / Math.max(OWN_M, distanceM) ** POWER;
    weights += weight;
    sum += weight * value;
  }
  return weights === 0 ? null : { value: sum / weights, confidence: 1 - nearestM / reachM };
}
