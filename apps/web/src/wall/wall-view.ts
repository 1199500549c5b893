import { FIGURE_IDS } from "../features/figures/prepare-figure.ts";
import type { HeatVariant } from "../features/heat/heat-variant.ts";
import { MAP_LAYERS, type MapLayerId, type Viewport } from "../map/live-map-props.ts";
import { parseViewState } from "../shell/view-state.ts";
import type { Theme } from "../ui/tokens.ts";
import { parseWallTheme } from "./wall-theme.ts";

type FigureId = (typeof FIGURE_IDS)[number];

/** What the wall's address says. */
export interface WallView {
  theme: Theme;
  viewport: Viewport | null;
  layers: ReadonlySet<MapLayerId>;
  heat: HeatVariant;
  /** Figures that stay; null lets all of them take turns. */
  figures: readonly FigureId[] | null;
}

const WALL_LAYERS: ReadonlySet<MapLayerId> = new Set<MapLayerId>(["congestion", "incidents", "vehicles"]);

/** Reads the wall's query string; whatever is malformed is as if it were absent. */
export function parseWallView(search: string): WallView {
  const params = new URLSearchParams(search);
  const named = params.get("figures")?.split(",") ?? [];
  const figures = FIGURE_IDS.filter((id) => named.includes(id));
  const layers = params.has("layers")
    ? new Set(MAP_LAYERS.filter((layer) => parseViewState(search).layers.has(layer)))
    : WALL_LAYERS;
  return {
    theme: parseWallTheme(params.get("theme")),
    viewport: parseViewState(search).viewport,
    layers,
    heat: parseViewState(search).heat,
    figures: figures.length > 0 ? figures : null,
  };
}

/** How many figures stand side by side, and for how long before others take their turn. */
export const WALL_FIGURES = 5;
export const WALL_TURN_MS = 20_000;

/**
 * The figures that are on the wall now. By the clock and not by a timer, so that walls beside each other turn together.
 * When all have room, or nothing may move, the first ones stay.
 */
export function figuresOnWall<Figure>(
  figures: readonly Figure[],
  { now, isStill }: { now: number; isStill: boolean },
): readonly Figure[] {
  const turns = Math.ceil(figures.length / WALL_FIGURES);
  const turn = isStill || turns < 2 ? 0 : Math.floor(now / WALL_TURN_MS) % turns;
  // The last turn is filled up from behind, so that no place is empty.
  const start = Math.max(0, Math.min(turn * WALL_FIGURES, figures.length - WALL_FIGURES));
  return figures.slice(start, start + WALL_FIGURES);
}
