import { isInside, type Point, type Polyline } from "./geometry.ts";
import type { Obstacles } from "./obstacles.ts";
import { between, type Random } from "./random.ts";

/** How a part of the city is built. */
export interface FabricStyle {
  /** Distance between minor streets along and across the grid, m. */
  readonly gridM: readonly [along: number, across: number];
  readonly buildingWidthM: readonly [number, number];
  readonly buildingDepthM: readonly [number, number];
  readonly gapM: readonly [number, number];
  /** From the middle of a minor street to the fronts, m. */
  readonly setbackM: number;
  /** Share of plots that are built on. */
  readonly density: number;
}

/** Minor streets and buildings of one block of streets. */
export interface Fabric {
  readonly streets: Point[][];
  /** Buildings grouped by the small block they stand in. */
  readonly blocks: Point[][][];
}

interface Grid {
  readonly toPlan: (u: number, v: number) => Point;
  readonly us: readonly number[];
  readonly vs: readonly number[];
}

/** Fills a face of the road network with a grid of minor streets, turned to the face's main direction, and with buildings. */
export function fillFace(face: Polyline, style: FabricStyle, obstacles: Obstacles, random: Random): Fabric {
  const grid = layGrid(face, style);
  const streets = [
    ...grid.us.flatMap((u) => clipStreet(face, obstacles, (v) => grid.toPlan(u, v), grid.vs)),
    ...grid.vs.flatMap((v) => clipStreet(face, obstacles, (u) => grid.toPlan(u, v), grid.us)),
  ];
  const blocks: Point[][][] = [];
  const { us, vs } = grid;
  for (let i = 1; i < us.length; i += 1) {
    for (let j = 1; j < vs.length; j += 1) {
      const box = [us[i - 1], us[i], vs[j - 1], vs[j]] as [number, number, number, number];
      const buildings = buildBlock(box, grid, face, style, obstacles, random);
      if (buildings.length > 0) blocks.push(buildings);
    }
  }
  return { streets, blocks };
}

/** Direction, radians, that most of the ring's length runs along, modulo a right angle. */
function mainDirection(ring: Polyline): number {
  let x = 0;
  let y = 0;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Point;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const angle = 4 * Math.atan2(b[1] - a[1], b[0] - a[0]);
    x += length * Math.cos(angle);
    y += length * Math.sin(angle);
  });
  return Math.atan2(y, x) / 4;
}

function layGrid(face: Polyline, style: FabricStyle): Grid {
  const angle = mainDirection(face);
  const turned = (turn: number): { toPlan: Grid["toPlan"]; box: [number, number, number, number] } => {
    const cos = Math.cos(turn);
    const sin = Math.sin(turn);
    const us = face.map((p) => p[0] * cos + p[1] * sin);
    const vs = face.map((p) => p[1] * cos - p[0] * sin);
    return {
      toPlan: (u, v) => [u * cos - v * sin, u * sin + v * cos],
      box: [Math.min(...us), Math.max(...us), Math.min(...vs), Math.max(...vs)],
    };
  };
  const first = turned(angle);
  const isLong = first.box[1] - first.box[0] >= first.box[3] - first.box[2];
  const { toPlan, box } = isLong ? first : turned(angle + Math.PI / 2);
  return { toPlan, us: divide(box[0], box[1], style.gridM[0]), vs: divide(box[2], box[3], style.gridM[1]) };
}

/** Division points of an interval, evenly about `stepM` apart, with both ends. */
function divide(low: number, high: number, stepM: number): number[] {
  const count = Math.max(1, Math.round((high - low) / stepM));
  return Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
}

const SAMPLE_M = 6;
const CLEAR_M = 14;

/** The parts of a grid line inside the face and clear of roads and water, drawn on to the road that they meet. */
function clipStreet(
  face: Polyline,
  obstacles: Obstacles,
  at: (t: number) => Point,
  range: readonly number[],
): Point[][] {
  const low = range[0] ?? 0;
  const high = range.at(-1) ?? 0;
  const result: Point[][] = [];
  let start: number | undefined;
  for (let t = low; t <= high + SAMPLE_M; t += SAMPLE_M) {
    const point = at(t);
    const isFree = t <= high && isInside(point, face) && obstacles.clearanceM(point) > CLEAR_M;
    if (isFree) start ??= t;
    else if (start !== undefined) {
      if (t - start > 45) result.push([at(start - CLEAR_M - SAMPLE_M), at(t + CLEAR_M)]);
      start = undefined;
    }
  }
  return result;
}

/** Two rows of buildings back to back between the streets around a small block. */
function buildBlock(
  [u0, u1, v0, v1]: readonly [number, number, number, number],
  grid: Grid,
  face: Polyline,
  style: FabricStyle,
  obstacles: Obstacles,
  random: Random,
): Point[][] {
  const buildings: Point[][] = [];
  const setback = style.setbackM;
  for (const row of [0, 1]) {
    let u = u0 + setback + between(random, 0, 3);
    while (u < u1 - setback - style.buildingWidthM[0]) {
      const width = Math.min(between(random, ...style.buildingWidthM), u1 - setback - u);
      const depth = Math.min(between(random, ...style.buildingDepthM), (v1 - v0) / 2 - setback - 1);
      const front = between(random, 0, 2.5);
      const near = row === 0 ? v0 + setback + front : v1 - setback - front - depth;
      const isBuilt = random() < style.density;
      if (isBuilt && depth > 5) {
        const plan = footprint(u, near, width, depth, row === 0, random).map(([a, b]) => grid.toPlan(a, b));
        if (plan.every((p) => isInside(p, face) && obstacles.clearanceM(p) > 4)) buildings.push(plan);
      }
      u += width + between(random, ...style.gapM);
    }
  }
  return buildings;
}

/** A rectangle, or now and then an L with a wing towards the yard cut out. */
function footprint(
  u: number,
  v: number,
  width: number,
  depth: number,
  isLow: boolean,
  random: Random,
): Point[] {
  if (random() > 0.22 || width < 14)
    return [
      [u, v],
      [u + width, v],
      [u + width, v + depth],
      [u, v + depth],
    ];
  const cutU = width * between(random, 0.35, 0.6);
  const cutV = depth * between(random, 0.35, 0.55);
  return isLow
    ? [
        [u, v],
        [u + width, v],
        [u + width, v + depth],
        [u + cutU, v + depth],
        [u + cutU, v + cutV],
        [u, v + cutV],
      ]
    : [
        [u, v],
        [u + cutU, v],
        [u + cutU, v + depth - cutV],
        [u + width, v + depth - cutV],
        [u + width, v + depth],
        [u, v + depth],
      ];
}
