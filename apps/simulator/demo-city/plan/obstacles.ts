import { distanceToSegment, type Point, type Polyline } from "./geometry.ts";

interface Obstacle {
  readonly a: Point;
  readonly b: Point;
  readonly halfWidthM: number;
}

const CELL_M = 80;

/** Lines with a width (roads, tracks, banks) that buildings keep clear of, indexed by place. */
export interface Obstacles {
  /** Clear distance, m, from a point to the nearest edge of an obstacle; at most `CELL_M`, negative inside one. */
  clearanceM(point: Point): number;
}

/** Indexes lines, each with half its width in m. */
export function createObstacles(
  lines: readonly { readonly line: Polyline; readonly halfWidthM: number }[],
): Obstacles {
  const cells = new Map<string, Obstacle[]>();
  for (const { line, halfWidthM } of lines) {
    for (let i = 1; i < line.length; i += 1)
      insert(cells, { a: line[i - 1] as Point, b: line[i] as Point, halfWidthM });
  }
  return {
    clearanceM(point) {
      const near = cells.get(keyOf(Math.floor(point[0] / CELL_M), Math.floor(point[1] / CELL_M))) ?? [];
      let best = CELL_M;
      for (const o of near) best = Math.min(best, distanceToSegment(point, o.a, o.b) - o.halfWidthM);
      return best;
    },
  };
}

function keyOf(column: number, row: number): string {
  return `${column} ${row}`;
}

function insert(cells: Map<string, Obstacle[]>, obstacle: Obstacle): void {
  const { a, b } = obstacle;
  const range = (k: 0 | 1): [number, number] => [
    Math.floor((Math.min(a[k], b[k]) - CELL_M) / CELL_M),
    Math.floor((Math.max(a[k], b[k]) + CELL_M) / CELL_M),
  ];
  const [left, right] = range(0);
  const [low, high] = range(1);
  for (let column = left; column <= right; column += 1) {
    for (let row = low; row <= high; row += 1) {
      const key = keyOf(column, row);
      const list = cells.get(key);
      if (list) list.push(obstacle);
      else cells.set(key, [obstacle]);
    }
  }
}
