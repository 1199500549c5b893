import type { MapCityAnswer } from "@arterial/api/live/map-contract";
import type { LonLat } from "@arterial/domain/city/network";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import type { ReactNode } from "react";
import type { HeatVariant } from "../features/heat/heat-variant.ts";
import type { RouteDrafting } from "../features/route/use-route-drafting.ts";
import type { MapSession } from "../live/map-session.ts";
import type { CongestionPalette } from "../ui/congestion-scale.ts";
import type { Theme } from "../ui/tokens.ts";
import type { CameraFeed } from "./camera-feed.ts";
import type { CameraLink } from "./camera-link.ts";
import type { SegmentPart } from "./overlay/segment-part.ts";

/** Data layers that a person can switch, in the order of the layer bar. */
export const MAP_LAYERS = [
  "congestion",
  "difference",
  "heat",
  "incidents",
  "vehicles",
  "air",
  "parking",
  "weather",
  "cameras",
  "zones",
] as const;
export type MapLayerId = (typeof MAP_LAYERS)[number];

/** Everything that can be selected, from a district down to the messages of one sensor. */
export const SELECTABLE_TYPES = [
  "zone",
  "corridor",
  "site",
  "segment",
  "device",
  "messages",
  "abnormal",
  "route",
] as const;

/** Tools that points are set on the map with. */
export type MapTool = "measure" | "route";

/**
 * What can be picked, hovered and selected. A corridor's id is the name of its street, that of messages a device, that of
 * a route the short form of its points.
 */
export interface MapFeature {
  type: (typeof SELECTABLE_TYPES)[number];
  id: string;
}

export interface Viewport {
  center: LonLat;
  zoom: number;
}

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** A registered device as the map needs it; `Device` of the domain fits. */
export interface MapDevice {
  id: string;
  kind: DeviceKind;
  name: string;
  lon: number;
  lat: number;
  expectedIntervalS: number;
  headingDeg?: number | undefined;
  capacity?: number | undefined;
  fieldOfViewDeg?: number | undefined;
  rangeM?: number | undefined;
  /** What it said last, as its list tells; what is live counts where it is newer. */
  latest?: { ts: number; values: Readonly<Record<string, unknown>> } | null | undefined;
}

/** A route as the map draws it: outlined, with arrows, and a mark on each of its points. */
export interface DrawnRoute {
  parts: readonly SegmentPart[];
  points: readonly LonLat[];
}

/** Words on and around the map, for translation. */
export interface MapWords {
  map: string;
  zoomIn: string;
  zoomOut: string;
  wholeCity: string;
  fullscreen: string;
  leaveFullscreen: string;
  /** Said when the basemap that the settings name cannot be had. */
  basemapFailed: string;
  measure: string;
  drawRoute: string;
  /** Accessible name of a mark. */
  abnormal(item: AbnormalItem): string;
  /** Said of a mark whose thing is over, while the focus is among the marks. */
  cleared: string;
  /** Two short lines beside the mark that is selected. */
  callout(item: AbnormalItem): { title: string; detail: string };
}

export interface LiveMapProps {
  /** The city as it was when the page was made; null when the map has to ask. */
  city: MapCityAnswer | null;
  theme: Theme;
  palette: CongestionPalette;
  layers: ReadonlySet<MapLayerId>;
  /** What the heat layer shows. */
  heat: HeatVariant;
  /** Typical ratio to free flow by segment, while the layer against typical shows. */
  typicalRatios: ReadonlyMap<string, number> | null;
  devices: readonly MapDevice[];
  selection: MapFeature | null;
  /** Segments outlined for what is selected, beside those that the map finds by itself. */
  outlined?: readonly string[];
  /** The route that is selected or being drawn. */
  route?: DrawnRoute | null;
  /** What the route tool draws with; without it there is none. */
  drafting?: RouteDrafting;
  /** Called with what was clicked, or null for empty ground. */
  onSelect(feature: MapFeature | null): void;
  onHover?(feature: MapFeature | null): void;
  /** Where to start; null shows the whole city. Later changes are ignored: use `flyTo`. */
  viewport: Viewport | null;
  onViewportChange?(viewport: Viewport): void;
  /** Called once, when everything that is in view at first has been drawn. */
  onDrawn?(): void;
  /** Greys the map and stops all movement. */
  isConnectionLost: boolean;
  /** Space covered by panels that lie over the map, px. */
  padding?: { top?: number; right?: number; bottom?: number; left?: number };
  words?: Partial<MapWords>;
  /** What it shows; the page's own city unless said otherwise. Later changes are ignored. */
  session?: MapSession;
  /** Joins maps that stay at the same place. */
  link?: CameraLink | undefined;
  /** Without buttons of its own when another map's move it, too. */
  hasControls?: boolean;
  /** What Tab walks after the marks, drawn while the focus is on the map. */
  walk?(cameras: CameraFeed): ReactNode;
}

/** What the holder of the map's ref can make it do. */
export interface LiveMapHandle {
  /** Moves to a point, or fits bounds; jumps when far away or when motion is reduced. */
  flyTo(target: { point: LonLat; zoom?: number } | { bounds: Bounds }): void;
  /** Fits the whole city. */
  showCity(): void;
  zoomBy(steps: number): void;
  /** Takes a tool in hand, or lays it down. */
  toggleTool(tool: MapTool): void;
  focus(): void;
}
