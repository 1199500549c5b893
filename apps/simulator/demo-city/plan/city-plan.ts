import type { RoadClass } from "@arterial/domain/city/network";
import {
  bearingDeg,
  distance,
  isInside,
  lineLength,
  type Point,
  type Polyline,
  pointAt,
  simplify,
} from "./geometry.ts";
import { buildRamps, buildRingPieces, findInterchanges, type RingPiece } from "./outer-ring.ts";
import { rampEdge, ringEdges, terminalId } from "./ring-edges.ts";
import { buildRoadGraph, type Crossing, type Stretch } from "./road-graph.ts";
import { slug } from "./slug.ts";
import { STREETS, type Street } from "./streets.ts";
import { WATER_AREAS } from "./water.ts";

/** A junction of the plan. */
export interface PlanNode {
  readonly id: string;
  readonly name: string;
  readonly point: Point;
  readonly control: "signal" | "priority" | "dead_end";
}

/** One direction of one stretch of road. Its line is the road's middle line for two-way streets (`isSpreadRight`). */
export interface PlanEdge {
  readonly id: string;
  readonly name: string;
  readonly ref?: string;
  readonly from: string;
  readonly to: string;
  readonly roadClass: RoadClass;
  readonly lanes: number;
  readonly speedLimitKmh: number;
  readonly oppositeId?: string;
  readonly isBridge: boolean;
  /** The line is the middle of the whole road, lanes lie to its right; otherwise the middle of this carriageway. */
  readonly isSpreadRight: boolean;
  readonly isRamp: boolean;
  /** Traffic enters or leaves the plan at this edge's far end. */
  readonly isOpenEnd: boolean;
  readonly line: Polyline;
}

/** The planned road network of Lindhaven. */
export interface CityPlan {
  readonly nodes: readonly PlanNode[];
  readonly edges: readonly PlanEdge[];
}

/** Draws up the whole road network: streets cut at their crossings, R1 and its ramps. */
export function buildCityPlan(): CityPlan {
  const interchanges = findInterchanges(STREETS);
  const graph = buildRoadGraph(
    STREETS,
    interchanges.flatMap((i) => [i.innerStop, i.outerStop]),
  );
  const crossings = [...new Set(graph.stretches.flatMap((s) => [s.from, s.to]))];
  const terminals = new Map<Crossing, string>();
  interchanges.forEach((interchange, i) => {
    for (const [k, side] of (["inner", "outer"] as const).entries()) {
      const stop = graph.stops[2 * i + k] as Crossing;
      terminals.set(
        crossings.includes(stop) ? stop : nearest(crossings, stop.point),
        terminalId(interchange, side),
      );
    }
  });
  const ids = nameCrossings(crossings, terminals);
  const pieces = buildRingPieces(interchanges);
  const nodes = [
    ...crossings.map((crossing) =>
      streetNode(crossing, ids.get(crossing) ?? "", graph.stretches, terminals.has(crossing)),
    ),
    ...ringNodes(pieces),
  ];
  const edges = [
    ...streetEdges(graph.stretches, ids),
    ...ringEdges(pieces),
    ...buildRamps(interchanges).map(rampEdge),
  ];
  return { nodes, edges };
}

function nearest(crossings: readonly Crossing[], point: Point): Crossing {
  return crossings.reduce((best, c) => (distance(c.point, point) < distance(best.point, point) ? c : best));
}

function nameCrossings(
  crossings: readonly Crossing[],
  terminals: ReadonlyMap<Crossing, string>,
): Map<Crossing, string> {
  const taken = new Map<string, number>();
  const result = new Map<Crossing, string>();
  for (const crossing of crossings) {
    const streets = [...new Set(crossing.stops.map((s) => slug(s.street.name)))];
    const base = terminals.get(crossing) ?? streets.slice(0, 2).join("-x-");
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    const needsNumber = !terminals.has(crossing) && (streets.length === 1 || count > 1);
    result.set(crossing, needsNumber ? `${base}-${count}` : base);
  }
  return result;
}

function streetNode(
  crossing: Crossing,
  id: string,
  stretches: readonly Stretch[],
  isTerminal: boolean,
): PlanNode {
  const arms = stretches.flatMap((s) => (s.from === crossing || s.to === crossing ? [s.street] : []));
  const names = [...new Set(arms.map((s) => s.name))];
  const name = isTerminal ? `${names[0]} at R1` : names.slice(0, 2).join(" at ");
  const control = arms.length === 1 ? "dead_end" : isTerminal || needsSignal(arms) ? "signal" : "priority";
  return { id, name: names.length === 1 && !isTerminal ? "" : name, point: crossing.point, control };
}

/** Signals stand where arterials meet anything but a lone side street, and where collectors cross. */
function needsSignal(arms: readonly Street[]): boolean {
  if (arms.length < 3) return false;
  const primary = new Set(arms.filter((s) => s.streetClass === "primary").map((s) => s.name));
  const major = new Set(arms.filter((s) => s.streetClass !== "residential").map((s) => s.name));
  if (primary.size >= 2) return true;
  if (primary.size === 1) return major.size >= 2 || arms.length >= 4;
  return major.size >= 2 && arms.length >= 4;
}

function ringNodes(pieces: readonly RingPiece[]): PlanNode[] {
  const result = new Map<string, PlanNode>();
  for (const piece of pieces) {
    const id = `r1-${piece.fromKey}`;
    result.set(id, { id, name: "", point: piece.line[0] as Point, control: "priority" });
  }
  return [...result.values()];
}

function streetEdges(stretches: readonly Stretch[], ids: ReadonlyMap<Crossing, string>): PlanEdge[] {
  const counters = new Map<string, number>();
  return stretches.flatMap((stretch) => {
    const number = (counters.get(stretch.street.name) ?? 0) + 1;
    counters.set(stretch.street.name, number);
    const stem = `${slug(stretch.street.name)}-${String(number).padStart(2, "0")}`;
    const [there, back] = directionNames(stretch);
    const { name, ref, lanes, speedLimitKmh, streetClass } = stretch.street;
    const line = simplify(stretch.line, 0.6);
    const base = {
      name,
      ...(ref ? { ref } : {}),
      roadClass: streetClass,
      lanes,
      speedLimitKmh,
      isBridge: crossesWater(line),
      isSpreadRight: true,
      isRamp: false,
      isOpenEnd: stretch.to.isOpenEnd,
    };
    const from = ids.get(stretch.from) ?? "";
    const to = ids.get(stretch.to) ?? "";
    return [
      { ...base, id: `${stem}-${there}`, oppositeId: `${stem}-${back}`, from, to, line },
      {
        ...base,
        id: `${stem}-${back}`,
        oppositeId: `${stem}-${there}`,
        from: to,
        to: from,
        line: [...line].reverse(),
      },
    ];
  });
}

function directionNames(stretch: Stretch): readonly [string, string] {
  if (stretch.street.directions === "radial") return ["out", "in"];
  if (stretch.street.directions === "ring") return ["ccw", "cw"];
  const names = ["n", "e", "s", "w"] as const;
  const whole = bearingDeg(stretch.street.line[0] as Point, stretch.street.line.at(-1) as Point);
  const index = Math.round(whole / 90) % 4;
  return [names[index] as string, names[(index + 2) % 4] as string];
}

/** A stretch counts as a bridge when at least a fifth of it, or 60 m, lies over water. */
function crossesWater(line: Polyline): boolean {
  const lengthM = lineLength(line);
  let overWaterM = 0;
  for (let at = 5; at < lengthM; at += 10) {
    const point = pointAt(line, at);
    if (WATER_AREAS.some((area) => isInside(point, area.ring))) overWaterM += 10;
  }
  return overWaterM >= Math.min(60, lengthM / 5);
}
