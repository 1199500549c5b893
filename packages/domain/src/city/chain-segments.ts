import type { Segment } from "./network.ts";

/** What of a segment tells where it goes on. */
export type ChainPiece = Pick<Segment, "id" | "fromJunctionId" | "toJunctionId" | "oppositeId" | "lengthM">;

/**
 * Lays segments end to end in the direction of travel: each chain goes on where the one before ends, never straight
 * back. The longest chain comes first; a ring is cut where its first segment, by id, begins.
 */
export function chainSegments<Piece extends ChainPiece>(segments: readonly Piece[]): Piece[][] {
  const left = new Map([...segments].sort(byId).map((segment) => [segment.id, segment]));
  const chains: Piece[][] = [];
  for (const start of [...left.values()].filter((segment) => !before(segment, left))) {
    if (left.has(start.id)) chains.push(follow(start, left));
  }
  // What remains runs in rings.
  for (const start of segments.toSorted(byId)) {
    if (left.has(start.id)) chains.push(follow(start, left));
  }
  return chains.sort((a, b) => lengthOf(b) - lengthOf(a));
}

function follow<Piece extends ChainPiece>(start: Piece, left: Map<string, Piece>): Piece[] {
  const chain: Piece[] = [];
  for (let next: Piece | undefined = start; next; next = after(next, left)) {
    chain.push(next);
    left.delete(next.id);
  }
  return chain;
}

function after<Piece extends ChainPiece>(of: Piece, among: ReadonlyMap<string, Piece>): Piece | undefined {
  return [...among.values()].find(
    (segment) => segment.fromJunctionId === of.toJunctionId && !isWayBack(of, segment),
  );
}

function before<Piece extends ChainPiece>(of: Piece, among: ReadonlyMap<string, Piece>): Piece | undefined {
  return [...among.values()].find(
    (segment) => segment.toJunctionId === of.fromJunctionId && !isWayBack(of, segment),
  );
}

function isWayBack(a: ChainPiece, b: ChainPiece): boolean {
  return a.id === b.id || a.oppositeId === b.id || b.oppositeId === a.id;
}

function byId(a: ChainPiece, b: ChainPiece): number {
  return a.id < b.id ? -1 : 1;
}

function lengthOf(chain: readonly ChainPiece[]): number {
  return chain.reduce((sum, { lengthM }) => sum + lengthM, 0);
}
