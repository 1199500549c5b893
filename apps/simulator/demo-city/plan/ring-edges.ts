import type { PlanEdge } from "./city-plan.ts";
import { simplify } from "./geometry.ts";
import type { Interchange, Ramp, RingPiece } from "./outer-ring.ts";
import { slug } from "./slug.ts";

const RAMP_LIMIT_KMH = 50;
const R1_LIMIT_KMH = 80;

/** Id of the junction where an interchange's ramps meet the arterial, inside or outside R1. */
export function terminalId(interchange: Interchange, side: "inner" | "outer"): string {
  return `${slug(interchange.arterial.name)}-x-r1-${side}`;
}

/** Both carriageways of R1 as edges, numbered in their direction of travel. */
export function ringEdges(pieces: readonly RingPiece[]): PlanEdge[] {
  const counters = { cw: 0, ccw: 0 };
  const ccw = pieces.filter((p) => p.direction === "ccw");
  const cw = pieces.filter((p) => p.direction === "cw").reverse();
  const result = [...ccw, ...cw].map((piece): PlanEdge => {
    counters[piece.direction] += 1;
    const number = String(counters[piece.direction]).padStart(2, "0");
    const opposite = piece.direction === "cw" ? "ccw" : "cw";
    const mirrored = String(ccw.length + 1 - counters[piece.direction]).padStart(2, "0");
    return {
      id: `r1-${piece.direction}-${number}`,
      name: piece.direction === "cw" ? "R1 Ring, clockwise" : "R1 Ring, counter-clockwise",
      ref: "R1",
      from: `r1-${piece.fromKey}`,
      to: `r1-${piece.toKey}`,
      roadClass: "motorway",
      lanes: piece.lanes,
      speedLimitKmh: R1_LIMIT_KMH,
      oppositeId: `r1-${opposite}-${mirrored}`,
      isBridge: piece.isBridge,
      isSpreadRight: false,
      isRamp: false,
      isOpenEnd: false,
      line: simplify(piece.line, 0.3),
    };
  });
  return result;
}

/** A ramp as an edge. */
export function rampEdge(ramp: Ramp): PlanEdge {
  const terminal = terminalId(ramp.interchange, ramp.terminal);
  const ring = `r1-${ramp.ringKey}`;
  const arterial = ramp.interchange.arterial.name;
  return {
    id: `r1-${ramp.direction}-${slug(arterial)}-${ramp.kind}`,
    name: `R1 ${ramp.kind === "off" ? "exit" : "entry"} ${arterial}`,
    from: ramp.kind === "off" ? ring : terminal,
    to: ramp.kind === "off" ? terminal : ring,
    roadClass: "secondary",
    lanes: 1,
    speedLimitKmh: RAMP_LIMIT_KMH,
    isBridge: false,
    isSpreadRight: false,
    isRamp: true,
    isOpenEnd: false,
    line: simplify(ramp.line, 0.3),
  };
}
