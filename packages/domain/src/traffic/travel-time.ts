/** A stretch of road: its length, the speed driven on it now (null when unknown) and free flow. */
export interface TravelPiece {
  lengthM: number;
  speedKmh: number | null;
  freeFlowKmh: number;
}

/** Time to drive some stretches one after the other. */
export interface TravelTime {
  lengthM: number;
  /** Now, s; stretches without a known speed count at free flow. */
  seconds: number;
  freeFlowS: number;
  /** Share of the length whose speed is known, 0 to 1. */
  knownShare: number;
}

/** Slower is standing: the time would say more about the detector than about the road. */
const SLOWEST_KMH = 2;
const KMH_PER_MS = 3.6;

/** Sum of lengths over speeds ("instantaneous travel time"; Van Lint and Van Hinsbergen, 2012). */
export function travelTime(pieces: readonly TravelPiece[]): TravelTime {
  let [lengthM, seconds, freeFlowS, knownM] = [0, 0, 0, 0];
  for (const piece of pieces) {
    lengthM += piece.lengthM;
    freeFlowS += (piece.lengthM * KMH_PER_MS) / piece.freeFlowKmh;
    const kmh = piece.speedKmh === null ? piece.freeFlowKmh : Math.max(SLOWEST_KMH, piece.speedKmh);
    seconds += (piece.lengthM * KMH_PER_MS) / kmh;
    if (piece.speedKmh !== null) knownM += piece.lengthM;
  }
  return { lengthM, seconds, freeFlowS, knownShare: lengthM === 0 ? 0 : knownM / lengthM };
}
