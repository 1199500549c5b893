import { describe, expect, it } from "vitest";
import { type ChainPiece, chainSegments } from "./chain-segments.ts";

function piece(id: string, fromJunctionId: string, toJunctionId: string, oppositeId?: string): ChainPiece {
  return { id, fromJunctionId, toJunctionId, lengthM: 100, ...(oppositeId ? { oppositeId } : {}) };
}
const ids = (chains: readonly ChainPiece[][]) => chains.map((chain) => chain.map(({ id }) => id));

describe("chainSegments", () => {
  it("lays both directions of a street end to end, whatever the order they come in", () => {
    const street = [
      piece("out-2", "b", "c", "in-1"),
      piece("in-2", "b", "a", "out-1"),
      piece("out-1", "a", "b", "in-2"),
      piece("in-1", "c", "b", "out-2"),
      piece("out-3", "c", "d"),
    ];
    expect(ids(chainSegments(street))).toEqual([
      ["out-1", "out-2", "out-3"],
      ["in-1", "in-2"],
    ]);
  });

  it("cuts a ring once", () => {
    const ring = [piece("r2", "b", "c"), piece("r3", "c", "a"), piece("r1", "a", "b")];
    expect(ids(chainSegments(ring))).toEqual([["r1", "r2", "r3"]]);
  });

  it("keeps parts that do not touch apart", () => {
    expect(ids(chainSegments([piece("x", "a", "b"), piece("y", "p", "q")]))).toEqual([["x"], ["y"]]);
  });
});
