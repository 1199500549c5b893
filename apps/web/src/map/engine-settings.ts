import type { HeatVariant } from "../features/heat/heat-variant.ts";
import type { CongestionPalette } from "../ui/congestion-scale.ts";
import type { Theme } from "../ui/tokens.ts";
import type { MapDevice, MapFeature, MapLayerId } from "./live-map-props.ts";
import type { SegmentPart } from "./overlay/segment-part.ts";

/** What the page tells the map, at any time. */
export interface EngineSettings {
  theme: Theme;
  palette: CongestionPalette;
  layers: ReadonlySet<MapLayerId>;
  heat: HeatVariant;
  typicalRatios: ReadonlyMap<string, number> | null;
  devices: readonly MapDevice[];
  selection: MapFeature | null;
  /** Segments of what is selected, where the map does not know them. */
  outlined: readonly string[];
  /** The route that is selected or being drawn, outlined instead of all else. */
  route: readonly SegmentPart[] | null;
  isConnectionLost: boolean;
  /** The person asked for less motion: jumps instead of flights, steps instead of glides. */
  isMotionReduced: boolean;
}
