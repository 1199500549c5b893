/** Index of the nearest of the eight compass points, 0 = north, clockwise; degrees clockwise from north. */
export function compassIndex(degrees: number): number {
  return ((Math.round(degrees / 45) % 8) + 8) % 8;
}
