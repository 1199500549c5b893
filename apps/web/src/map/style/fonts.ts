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

/** The same faces as CSS `font` shorthands, to load them before the map asks for them. */
export const MAP_FONT_FACES = [
  `400 16px "${CONDENSED}"`,
  `500 16px "${CONDENSED}"`,
  `600 16px "${CONDENSED}"`,
  `italic 400 16px "${CONDENSED}"`,
  '700 16px "Overpass"',
] as const;
