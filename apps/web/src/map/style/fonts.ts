/**
 * Font stacks of the map. The first name only tells MapLibre the weight or style; the second is the CSS font family of
 * the page that it draws the glyphs with, so that no glyph files are needed.
 */
const CONDENSED = "IBM Plex Sans Condensed";

export const MAP_FONTS = {
  regular: [CONDENSED],
  medium: [`${CONDENSED} Medium`, CONDENSED],
  semibold: [`${CONDENSED} Semibold`, CONDENSED],
  italic: [`${CONDENSED} Italic`, CONDENSED],
  shield: ["Overpass Bold", "Overpass"],
} as const satisfies Record<string, readonly string[]>;
