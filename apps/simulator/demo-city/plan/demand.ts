import type { CityPlan, PlanEdge } from "./city-plan.ts";
import { innerRadiusM, outerRadiusM } from "./frame.ts";
import { lineLength, type Point, pointAt } from "./geometry.ts";
import { between, chooseWeighted, createRandom, type Random } from "./random.ts";

export type VehicleType = "car" | "van" | "truck" | "bus";

/** One journey of the demand: fixed ends and departure, the same in every hour that the demand is repeated. */
export interface Trip {
  readonly id: string;
  readonly type: VehicleType;
  /** s after the start of the hour, 0 to 3599. */
  readonly departS: number;
  readonly fromEdge: string;
  readonly toEdge: string;
  /** Journeys that begin inside the city start from standstill in the middle of a block. */
  readonly startsInside: boolean;
  readonly endsInside: boolean;
  readonly fromOffsetM: number;
  readonly toOffsetM: number;
}

/** How many journeys of each kind start in the hour from 07:30 on a weekday, veh/h. */
export const PEAK_TRIPS = { corridor: 2030, through: 130, inbound: 780, outbound: 380, inner: 760 } as const;

/** Share of vehicle types, cumulative. */
const TYPES: readonly VehicleType[] = ["car", "van", "truck", "bus"];
const TYPE_SHARES = [0.87, 0.95, 0.985, 1];

interface Ends {
  readonly edges: readonly PlanEdge[];
  readonly cumulative: readonly number[];
}

interface Surroundings {
  readonly entries: readonly PlanEdge[];
  readonly exits: readonly PlanEdge[];
  readonly homes: Ends;
  readonly workplaces: Ends;
}

/** Draws `share` times the peak hour's journeys, evenly over the hour, with a seed. */
export function drawTrips(plan: CityPlan, seed: number, share = 1): Trip[] {
  const random = createRandom(seed);
  const around = surroundingsOf(plan);
  const pairs: [PlanEdge, PlanEdge][] = [];
  const repeat = (count: number, draw: () => [PlanEdge, PlanEdge]): void => {
    for (let i = 0; i < Math.round(count * share); i += 1) pairs.push(draw());
  };
  repeat(PEAK_TRIPS.corridor, () => drawCorridor(around, random));
  repeat(PEAK_TRIPS.through, () => drawThrough(around, random));
  repeat(PEAK_TRIPS.inbound, () => [drawEntry(around, random), draw(around.workplaces, random)]);
  repeat(PEAK_TRIPS.outbound, () => [draw(around.homes, random), drawExit(around, random)]);
  repeat(PEAK_TRIPS.inner, () => drawInner(around, random));
  return pairs
    .map((pair) => toTrip(pair, random))
    .sort((a, b) => a.departS - b.departS)
    .map(numbered);
}

function numbered(trip: Omit<Trip, "id">, index: number): Trip {
  return { id: `v${String(index + 1).padStart(4, "0")}`, ...trip };
}

function toTrip([from, to]: [PlanEdge, PlanEdge], random: Random): Omit<Trip, "id"> {
  const startsInside = !from.isOpenEnd;
  const endsInside = !to.isOpenEnd;
  const type = TYPES[chooseWeighted(random, TYPE_SHARES)] as VehicleType;
  return {
    type: (startsInside || endsInside) && type === "truck" ? "van" : type,
    departS: Math.floor(random() * 3600),
    fromEdge: from.id,
    toEdge: to.id,
    startsInside,
    endsInside,
    fromOffsetM: startsInside ? Math.round(between(random, 0.3, 0.5) * (lineLength(from.line) - 30)) : 0,
    toOffsetM: endsInside ? Math.round(between(random, 0.5, 0.7) * (lineLength(to.line) - 30)) : 0,
  };
}

function draw(ends: Ends, random: Random): PlanEdge {
  return ends.edges[chooseWeighted(random, ends.cumulative)] as PlanEdge;
}

/** Relative size of the roads that lead out of the city, by street. */
const GATE_WEIGHTS: Readonly<Record<string, number>> = {
  "Eastholm Avenue": 1.5,
  "Brickfield Way": 1.2,
  "Marsh Road": 0.9,
  Nordgate: 1.3,
  "University Street": 0.8,
  "Kirkby Road": 0.7,
  "Westmark Road": 1.2,
  "Tannery Lane": 1.2,
  "Fernhill Road": 0.7,
  "Southfield Avenue": 1.3,
  Millbank: 1.3,
  Quayside: 0.5,
};

function gateWeights(gates: readonly PlanEdge[]): number[] {
  return accumulate(gates.map((gate) => GATE_WEIGHTS[gate.name] ?? 1));
}

function drawEntry(around: Surroundings, random: Random): PlanEdge {
  return around.entries[chooseWeighted(random, gateWeights(around.entries))] as PlanEdge;
}

function drawExit(around: Surroundings, random: Random): PlanEdge {
  return around.exits[chooseWeighted(random, gateWeights(around.exits))] as PlanEdge;
}

/** Through traffic between any two roads out of the city. */
function drawThrough(around: Surroundings, random: Random): [PlanEdge, PlanEdge] {
  for (;;) {
    const from = drawEntry(around, random);
    const to = drawExit(around, random);
    if (from.name !== to.name) return [from, to];
  }
}

const CORRIDOR_EAST = [
  "Marsh Road",
  "Marsh Road",
  "Brickfield Way",
  "Brickfield Way",
  "Brickfield Way",
  "Eastholm Avenue",
  "Eastholm Avenue",
];
const CORRIDOR_SOUTH = [
  "Quayside",
  "Quayside",
  "Millbank",
  "Millbank",
  "Millbank",
  "Southfield Avenue",
  "Southfield Avenue",
];

/** The long-distance corridor over Harbour Bridge: four in five drive clockwise, from the east to the south, in the morning. */
function drawCorridor(around: Surroundings, random: Random): [PlanEdge, PlanEdge] {
  const from = pick(around.entries, CORRIDOR_EAST, random);
  const to = pick(around.exits, CORRIDOR_SOUTH, random);
  return random() < 0.82 ? [from, to] : [twin(around.entries, to), twin(around.exits, from)];
}

function pick(gates: readonly PlanEdge[], names: readonly string[], random: Random): PlanEdge {
  const name = names[Math.floor(random() * names.length)];
  return gates.find((gate) => gate.name === name) as PlanEdge;
}

function twin(gates: readonly PlanEdge[], gate: PlanEdge): PlanEdge {
  return gates.find((other) => other.name === gate.name) as PlanEdge;
}

function drawInner(around: Surroundings, random: Random): [PlanEdge, PlanEdge] {
  for (;;) {
    const from = draw(around.homes, random);
    const to = draw(around.workplaces, random);
    const a = pointAt(from.line, 0);
    const b = pointAt(to.line, 0);
    if (Math.hypot(a[0] - b[0], a[1] - b[1]) > 900) return [from, to];
  }
}

function surroundingsOf(plan: CityPlan): Surroundings {
  const gates = plan.edges.filter((edge) => edge.isOpenEnd);
  const inside = plan.edges.filter((edge) => !edge.isOpenEnd && !edge.isBridge && isAddress(edge));
  const ends = (weigh: (edge: PlanEdge) => number): Ends => ({
    edges: inside,
    cumulative: accumulate(inside.map(weigh)),
  });
  return {
    entries: gates.filter((edge) => edge.id.endsWith("-in")),
    exits: gates.filter((edge) => edge.id.endsWith("-out")),
    homes: ends((edge) => lineLength(edge.line) * homeDensity(edge)),
    workplaces: ends((edge) => lineLength(edge.line) * workDensity(edge)),
  };
}

/** Journeys begin and end on neighbourhood streets and collectors, not on arterials or R1. */
function isAddress(edge: PlanEdge): boolean {
  const isLocal = edge.roadClass === "residential" || (edge.roadClass === "secondary" && !edge.isRamp);
  return isLocal && lineLength(edge.line) > 120;
}

function accumulate(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

function place(edge: PlanEdge): { deg: number; radius: number } {
  const [x, y]: Point = pointAt(edge.line, lineLength(edge.line) / 2);
  return { deg: (Math.atan2(y, x) * 180) / Math.PI, radius: Math.hypot(x, y) };
}

function homeDensity(edge: PlanEdge): number {
  const { deg, radius } = place(edge);
  if (radius < innerRadiusM(deg)) return 0.35;
  return radius < outerRadiusM(deg) ? 1 : 0.3;
}

function workDensity(edge: PlanEdge): number {
  const { deg, radius } = place(edge);
  if (radius < innerRadiusM(deg)) return 1.7;
  const isPort = deg > -62 && deg < -20 && radius > 0.8 * outerRadiusM(deg);
  const isUniversity = deg > 95 && deg < 140;
  if (isPort) return 1.5;
  if (radius > outerRadiusM(deg)) return 0.15;
  return isUniversity ? 1.3 : 0.55;
}
