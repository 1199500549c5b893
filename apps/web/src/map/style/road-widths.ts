import type { Widths } from "./by-zoom.ts";

/** Widths of the drawn roads, px at zoom 11, 13 and 15. */
export const ROAD_WIDTHS = {
  motorway: [3.8, 4.9, 10],
  motorwayCasing: [5.2, 6.4, 13],
  primary: [2.2, 3, 12],
  primaryCasing: [3.4, 4.2, 17],
  secondary: [1.1, 1.3, 11],
  secondaryCasing: [1.1, 1.3, 13],
  residential: [0.8, 1.1, 9],
  residentialCasing: [0.8, 1.1, 10.6],
  street: [0.55, 0.75, 8],
  streetCasing: [0.55, 0.75, 9.4],
} as const satisfies Record<string, Widths>;
