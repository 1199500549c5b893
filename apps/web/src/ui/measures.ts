/** Type, space, size and motion tokens: everything of the design language that is not a colour. Lengths in px. */

/** Font stacks by role; the map uses `data` and `shield` as local CSS fonts. */
export const FONT_FAMILIES = {
  ui: '"IBM Plex Sans", system-ui, sans-serif',
  data: '"IBM Plex Sans Condensed", "IBM Plex Sans", system-ui, sans-serif',
  id: '"IBM Plex Mono", ui-monospace, monospace',
  shield: '"Overpass", "IBM Plex Sans Condensed", sans-serif',
} as const;

/** One step of the type scale. */
export interface TypeStep {
  readonly family: keyof typeof FONT_FAMILIES;
  readonly weight: 400 | 500 | 600 | 700;
  readonly sizePx: number;
  readonly linePx: number;
  readonly trackingEm?: number;
}

function step(
  family: TypeStep["family"],
  weight: TypeStep["weight"],
  sizePx: number,
  linePx: number,
): TypeStep {
  return { family, weight, sizePx, linePx };
}

/** Type scale by role. */
export const TYPE_SCALE = {
  label: { ...step("data", 500, 11, 14), trackingEm: 0.03 },
  small: step("data", 400, 12, 16),
  dense: step("data", 400, 13, 18),
  body: step("ui", 400, 13, 18),
  strong: step("ui", 600, 13, 18),
  title: step("ui", 600, 16, 20),
  page: step("ui", 600, 18, 24),
  figure: step("data", 500, 21, 24),
  kpi: step("data", 500, 25, 28),
  clock: step("data", 600, 21, 24),
  wallText: step("data", 400, 20, 26),
  wallStrong: step("data", 600, 23, 29),
  wallKpi: step("data", 500, 46, 50),
  wallClock: step("data", 600, 44, 48),
  phoneBody: step("data", 400, 14, 19),
  phoneTitle: step("ui", 600, 15, 20),
} as const satisfies Record<string, TypeStep>;

/** Fixed sizes of the console's frame and controls, px. */
export const SIZES_PX = {
  rail: 52,
  strip: 44,
  kpi: 76,
  layerBar: 36,
  legend: 32,
  timeBar: 104,
  list: 352,
  listWide: 416,
  inspector: 408,
  inspectorNarrow: 376,
  inspectorWide: 512,
  rowDense: 30,
  control: 28,
  controlSmall: 24,
  field: 30,
  targetPhone: 44,
} as const;

/** Corner radii, px. */
export const RADII_PX = { control: 3, tag: 2 } as const;

/** Durations, ms, and easings; all durations are 0 under `prefers-reduced-motion`. */
export const MOTION = {
  fastMs: 90,
  baseMs: 160,
  slowMs: 260,
  mapMs: 400,
  enter: "cubic-bezier(0.2,0,0,1)",
  exit: "cubic-bezier(0.4,0,1,1)",
  move: "cubic-bezier(0.3,0,0.1,1)",
} as const;
