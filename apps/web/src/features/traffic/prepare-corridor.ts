import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";

/** A piece of road as the api tells it, in the direction of travel. */
export interface CorridorPiece {
  id: string;
  lengthM: number;
  congestionClass: CongestionClass;
  part: "behind" | "queue" | "ahead";
  from: string;
}

/** A corridor ready to be drawn; places are shares of its length, 0 at the left. */
export interface Corridor {
  pieces: { id: string; congestionClass: CongestionClass; share: number }[];
  headAt: number;
  tailAt: number;
  /** Junctions that have room for their names. */
  junctions: { at: number; name: string }[];
}

/** Names closer together than this would run into each other. */
const MIN_NAME_GAP = 0.3;

/** Lays the road of a queue out from left to right. `lengthM` is how far the queue reaches back from its head. */
export function prepareCorridor(pieces: readonly CorridorPiece[], lengthM: number): Corridor | null {
  const totalM = pieces.reduce((sum, piece) => sum + piece.lengthM, 0);
  const queueM = pieces.reduce((sum, piece) => sum + (piece.part === "queue" ? piece.lengthM : 0), 0);
  if (totalM === 0 || queueM === 0) return null;
  const behindM = pieces.reduce((sum, piece) => sum + (piece.part === "behind" ? piece.lengthM : 0), 0);
  const headM = behindM + queueM;
  const junctions: Corridor["junctions"] = [];
  let startM = 0;
  for (const { from, lengthM: pieceM } of pieces) {
    const at = startM / totalM;
    const last = junctions.at(-1);
    const hasRoom = !last || (at - last.at >= MIN_NAME_GAP && last.name !== from);
    if (from !== "" && startM > 0 && hasRoom) junctions.push({ at, name: from });
    startM += pieceM;
  }
  return {
    pieces: pieces.map(({ id, congestionClass, lengthM: pieceM }) => ({
      id,
      congestionClass,
      share: pieceM / totalM,
    })),
    headAt: headM / totalM,
    tailAt: Math.max(0, headM - lengthM) / totalM,
    junctions,
  };
}
