import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Palette } from "../../ui/tokens.ts";
import type { IconDrawer } from "../icons/map-icon.ts";
import type { MapLayerId } from "../live-map-props.ts";
import type { ScreenPoint } from "../overlay/camera.ts";
import type { DescribeDevice, DeviceMarker } from "./device-markers.ts";

/** A switchable layer of one kind of device: what is drawn of it, with which icons. */
export interface DeviceLayer {
  id: MapLayerId;
  kind: DeviceKind;
  describe: DescribeDevice;
  icons: Readonly<Record<string, IconDrawer>>;
  /** Markers are drawn from this zoom on; at every zoom when it is left out. */
  fromZoom?: number;
  /** Last part of an icon's name, where its size follows the zoom. */
  sizeAt?: (zoom: number) => number;
  /** Where text stands beside the middle of an icon, px. */
  textOffset?: ScreenPoint;
  /**
   * Room that a marker takes, px: the map's labels keep clear of it, and far out it gives way to more important ones.
   * Null for marks that lie in the road.
   */
  room: { widthPx: number; heightPx: number } | null;
  /** Draws what lies below all markers, such as what a camera sees. */
  drawBelow?: (
    context: CanvasRenderingContext2D,
    marker: DeviceMarker,
    place: { at: ScreenPoint; zoom: number; colours: Palette },
  ) => void;
}
