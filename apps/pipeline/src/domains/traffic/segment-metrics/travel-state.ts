import type { Travel } from "@arterial/domain/traffic/edie";

/**
 * What vehicles did on one segment in one window. Whole micrometres and microseconds, so that sums are exact and the
 * order in which stretches are added or taken back makes no difference.
 */
export interface TravelState {
  distanceUm: number;
  timeUs: number;
  /** How many stretches of each vehicle are in the sums. */
  stretches: Map<string, number>;
}

export function createTravelState(): TravelState {
  return { distanceUm: 0, timeUs: 0, stretches: new Map() };
}

/** One vehicle's stretch, already cut at the window's bounds. */
export interface Piece {
  vehicleKey: string;
  distanceUm: number;
  timeUs: number;
}

/** Adds a piece, or takes back one that was added before. */
export function applyPiece(state: TravelState, piece: Piece, sign: 1 | -1): void {
  state.distanceUm += sign * piece.distanceUm;
  state.timeUs += sign * piece.timeUs;
  const count = (state.stretches.get(piece.vehicleKey) ?? 0) + sign;
  if (count === 0) state.stretches.delete(piece.vehicleKey);
  else state.stretches.set(piece.vehicleKey, count);
}

/** Sums in vehicle-kilometres and vehicle-hours. Noise of standing vehicles may not add up to less than nothing. */
export function travelOf(state: TravelState): Travel {
  return { vehicleKm: Math.max(0, state.distanceUm) / 1e9, vehicleHours: Math.max(0, state.timeUs) / 3.6e9 };
}

/** Cuts a stretch of constant speed at multiples of `sizeMs`; `take` gets the start of the window and the piece. */
export function cutAtWindows(
  stretch: { vehicleKey: string; fromAt: number; toAt: number; distanceM: number },
  sizeMs: number,
  take: (startAt: number, piece: Piece) => void,
): void {
  const { vehicleKey, fromAt, toAt, distanceM } = stretch;
  const durationMs = toAt - fromAt;
  let startAt = Math.floor(fromAt / sizeMs) * sizeMs;
  for (let cutFrom = fromAt; cutFrom < toAt || cutFrom === fromAt; startAt += sizeMs) {
    const cutTo = Math.min(toAt, startAt + sizeMs);
    const share = durationMs > 0 ? (cutTo - cutFrom) / durationMs : 1;
    take(startAt, {
      vehicleKey,
      distanceUm: Math.round(distanceM * share * 1e6),
      timeUs: Math.round((cutTo - cutFrom) * 1000),
    });
    if (cutTo >= toAt) return;
    cutFrom = cutTo;
  }
}
