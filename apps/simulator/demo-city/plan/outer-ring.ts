import { ringPoint } from "./frame.ts";
import {
  isInside,
  lineCrossings,
  lineLength,
  offsetLine,
  type Point,
  type Polyline,
  pointAt,
  sliceLine,
  smoothCurve,
} from "./geometry.ts";
import type { ForcedStop } from "./road-graph.ts";
import type { Street } from "./streets.ts";
import { WATER_AREAS } from "./water.ts";

/** Half the distance between the middle lines of R1's two carriageways, m. */
const CARRIAGEWAY_OFFSET_M = 9;
/** From the crossing of R1 and an arterial to where the ramps leave and join, along R1, m. */
const RAMP_REACH_M = 240;
/** From the crossing to the ramps' ends on the arterial, m. */
const TERMINAL_M = 125;
/** Longest piece of R1, m. */
const PIECE_M = 480;

/** Where an arterial passes under R1, with the two ramp ends on the arterial. */
export interface Interchange {
  readonly arterial: Street;
  /** Station on R1's middle line (counter-clockwise), m. */
  readonly stationM: number;
  readonly innerStop: ForcedStop;
  readonly outerStop: ForcedStop;
}

/** One piece of a carriageway of R1, in the direction of travel. */
export interface RingPiece {
  readonly direction: "cw" | "ccw";
  readonly fromKey: string;
  readonly toKey: string;
  readonly lanes: number;
  readonly isBridge: boolean;
  readonly line: Polyline;
}

/** A ramp between R1 and the end of the ramps on an arterial. */
export interface Ramp {
  readonly direction: "cw" | "ccw";
  readonly kind: "off" | "on";
  readonly interchange: Interchange;
  /** Node on R1. */
  readonly ringKey: string;
  readonly terminal: "inner" | "outer";
  readonly line: Polyline;
}

/** Middle line of R1, counter-clockwise from east. */
export const R1_MIDDLE: Polyline = smoothCurve(
  Array.from({ length: 60 }, (_, i) => ringPoint([i * 6, 2])),
  25,
  true,
);
const R1_LENGTH_M = lineLength(R1_MIDDLE);

/** Interchanges in counter-clockwise order. */
export function findInterchanges(streets: readonly Street[]): Interchange[] {
  const result = streets
    .filter((street) => street.hasInterchange)
    .map((arterial): Interchange => {
      const hit = lineCrossings(R1_MIDDLE, arterial.line)[0];
      if (!hit) throw new Error(`${arterial.name} does not reach R1`);
      return {
        arterial,
        stationM: hit.first,
        innerStop: { street: arterial, stationM: hit.second - TERMINAL_M },
        outerStop: { street: arterial, stationM: hit.second + TERMINAL_M },
      };
    });
  return result.sort((a, b) => a.stationM - b.stationM);
}

/** Carriageway middle line between two stations of R1's middle line; stations may pass the closing point. */
function carriageway(direction: "cw" | "ccw", fromM: number, toM: number): Point[] {
  const middle =
    fromM <= R1_LENGTH_M && toM <= R1_LENGTH_M
      ? sliceLine(R1_MIDDLE, fromM, toM)
      : fromM >= R1_LENGTH_M
        ? sliceLine(R1_MIDDLE, fromM - R1_LENGTH_M, toM - R1_LENGTH_M)
        : [
            ...sliceLine(R1_MIDDLE, fromM, R1_LENGTH_M),
            ...sliceLine(R1_MIDDLE, 0, toM - R1_LENGTH_M).slice(1),
          ];
  const side = direction === "ccw" ? -CARRIAGEWAY_OFFSET_M : CARRIAGEWAY_OFFSET_M;
  const line = offsetLine(middle, side);
  return direction === "ccw" ? line : line.reverse();
}

/** Stations where R1 reaches and leaves the Orre: its bridges. */
function bankStations(): number[] {
  const orre = WATER_AREAS.find((area) => area.name === "Orre");
  const ring = orre ? [...orre.ring, orre.ring[0] as Point] : [];
  return lineCrossings(R1_MIDDLE, ring)
    .map((hit) => hit.first)
    .sort((a, b) => a - b);
}

/** Pieces of both carriageways: two lanes inside an interchange, three between them (the ramp's lane runs on to the next exit). */
export function buildRingPieces(interchanges: readonly Interchange[]): RingPiece[] {
  const pieces: RingPiece[] = [];
  interchanges.forEach((interchange, i) => {
    const next = interchanges[(i + 1) % interchanges.length] as Interchange;
    const start = interchange.stationM + RAMP_REACH_M;
    const end = next.stationM + (next.stationM < interchange.stationM ? R1_LENGTH_M : 0) - RAMP_REACH_M;
    pieces.push(...cutPieces(interchange.stationM - RAMP_REACH_M, start, 2));
    pieces.push(...cutPieces(start, end, 3));
  });
  return pieces;
}

function cutPieces(fromM: number, toM: number, lanes: number): RingPiece[] {
  const from = fromM < 0 ? fromM + R1_LENGTH_M : fromM;
  const to = fromM < 0 ? toM + R1_LENGTH_M : toM;
  const banks = bankStations().filter((s) => s > from + 60 && s < to - 60);
  const fixed = lanes === 2 ? [from, to] : [from, ...banks.map((s, i) => s + (i % 2 === 0 ? -25 : 25)), to];
  const cuts: number[] = [];
  for (let i = 1; i < fixed.length; i += 1) {
    const a = fixed[i - 1] as number;
    const b = fixed[i] as number;
    const count = lanes === 2 ? 1 : Math.max(1, Math.ceil((b - a) / PIECE_M));
    for (let k = 0; k < count; k += 1) cuts.push(a + ((b - a) * k) / count);
  }
  cuts.push(to);
  return cuts.slice(1).flatMap((end, i) => bothDirections(cuts[i] as number, end, lanes));
}

function bothDirections(fromM: number, toM: number, lanes: number): RingPiece[] {
  const low = nodeKey(fromM);
  const high = nodeKey(toM);
  const middle = pointAt(R1_MIDDLE, ((fromM + toM) / 2) % R1_LENGTH_M);
  const isBridge = isInside(middle, WATER_AREAS[0]?.ring ?? []);
  return [
    {
      direction: "ccw",
      fromKey: `ccw-${low}`,
      toKey: `ccw-${high}`,
      lanes,
      isBridge,
      line: carriageway("ccw", fromM, toM),
    },
    {
      direction: "cw",
      fromKey: `cw-${high}`,
      toKey: `cw-${low}`,
      lanes,
      isBridge,
      line: carriageway("cw", fromM, toM),
    },
  ];
}

function nodeKey(stationM: number): string {
  return String(Math.round(((stationM % R1_LENGTH_M) + R1_LENGTH_M) % R1_LENGTH_M)).padStart(5, "0");
}

/** The four ramps of every interchange. Clockwise traffic drives on the inner carriageway, so its ramps end inside R1. */
export function buildRamps(interchanges: readonly Interchange[]): Ramp[] {
  return interchanges.flatMap((interchange) =>
    (["cw", "ccw"] as const).flatMap((direction) =>
      (["off", "on"] as const).map((kind) => buildRamp(interchange, direction, kind)),
    ),
  );
}

function buildRamp(interchange: Interchange, direction: "cw" | "ccw", kind: "off" | "on"): Ramp {
  const terminal = direction === "cw" ? "inner" : "outer";
  const stop = terminal === "inner" ? interchange.innerStop : interchange.outerStop;
  const isBefore = (kind === "off") === (direction === "ccw");
  const ringStation = interchange.stationM + (isBefore ? -RAMP_REACH_M : RAMP_REACH_M);
  const wrapped = (ringStation + R1_LENGTH_M) % R1_LENGTH_M;
  const low = isBefore ? wrapped : wrapped - 140;
  const along = carriageway(
    direction,
    low < 0 ? low + R1_LENGTH_M : low,
    (low < 0 ? low + R1_LENGTH_M : low) + 140,
  );
  const fromRing = isBefore === (direction === "ccw") ? along : [...along].reverse();
  const end = pointAt(stop.street.line, stop.stationM);
  const ringEnd = fromRing[0] as Point;
  const handle = sideways(pointAt(fromRing, 95), terminal, 30);
  const line = smoothCurve(
    [ringEnd, sideways(pointAt(fromRing, 40), terminal, 9), handle, turnIn(handle, end), end],
    14,
  );
  return {
    direction,
    kind,
    interchange,
    ringKey: `${direction}-${nodeKey(wrapped)}`,
    terminal,
    line: kind === "off" ? line : line.reverse(),
  };
}

/** The point moved towards the centre (inner ramps) or away from it. */
function sideways(point: Point, terminal: "inner" | "outer", byM: number): Point {
  const radius = Math.hypot(point[0], point[1]);
  const factor = (radius + (terminal === "inner" ? -byM : byM)) / radius;
  return [point[0] * factor, point[1] * factor];
}

/** Where a ramp begins to turn towards the arterial. */
function turnIn(handle: Point, end: Point): Point {
  return [handle[0] + (end[0] - handle[0]) * 0.62, handle[1] + (end[1] - handle[1]) * 0.62];
}
