import { type Camera, projector, type ScreenPoint } from "../overlay/camera.ts";
import type { DeviceLayer } from "./device-layer.ts";
import type { DeviceMarker } from "./device-markers.ts";

/** The markers of each layer that is switched on, least important first: a later one is drawn above. */
export type LayeredMarkers = readonly { layer: DeviceLayer; markers: readonly DeviceMarker[] }[];

/** A marker that is drawn, and the middle of its icon, px. */
export interface PlacedMarker {
  layer: DeviceLayer;
  marker: DeviceMarker;
  at: ScreenPoint;
  /** Gave way to a more important one: only what lies below it is drawn. */
  isCrowdedOut: boolean;
}

/** Below this zoom markers that would lie over each other give way to the more important one. */
const CROWDED_BELOW_ZOOM = 13;
/** Clear space that a marker keeps to others, px. */
const CLEARANCE_PX = 2;
/** Of what lies this far outside of the view, nothing reaches into it, px. */
const MARGIN_PX = 60;
/** Size of what has no room of its own, for the pointer, px. */
const MARK_PX = 10;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Half the size of a marker, px. */
function halfOf({ room }: DeviceLayer): { x: number; y: number } {
  return { x: (room?.widthPx ?? MARK_PX) / 2, y: (room?.heightPx ?? MARK_PX) / 2 };
}

function boxOf(layer: DeviceLayer, at: ScreenPoint, clearancePx: number): Box {
  const half = halfOf(layer);
  const [x, y] = [half.x + clearancePx, half.y + clearancePx];
  return { left: at.x - x, top: at.y - y, right: at.x + x, bottom: at.y + y };
}

/** Boxes by the cells of a grid that they touch. */
function createTaken() {
  const CELL_PX = 64;
  const cells = new Map<string, Box[]>();
  const cellsOf = ({ left, top, right, bottom }: Box): string[] => {
    const names: string[] = [];
    for (let column = Math.floor(left / CELL_PX); column <= Math.floor(right / CELL_PX); column += 1) {
      for (let row = Math.floor(top / CELL_PX); row <= Math.floor(bottom / CELL_PX); row += 1)
        names.push(`${column}/${row}`);
    }
    return names;
  };
  return {
    /** Takes the box unless another one has a part of it. */
    take(box: Box): boolean {
      const names = cellsOf(box);
      const overlaps = (other: Box): boolean =>
        box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
      if (names.some((name) => cells.get(name)?.some(overlaps))) return false;
      for (const name of names) cells.set(name, [...(cells.get(name) ?? []), box]);
      return true;
    },
  };
}

/** Where every marker in the view stands, in the order of drawing. */
export function placeMarkers(layered: LayeredMarkers, camera: Camera): PlacedMarker[] {
  const project = projector(camera);
  const shown = layered.filter(({ layer }) => camera.zoom >= (layer.fromZoom ?? 0));
  const placed = shown.flatMap(({ layer, markers }) =>
    markers.map((marker) => ({ layer, marker, at: project(marker.lon, marker.lat), isCrowdedOut: false })),
  );
  if (camera.zoom < CROWDED_BELOW_ZOOM) crowdOut(placed);
  const { widthPx, heightPx } = camera;
  return placed.filter(
    ({ at: { x, y } }) =>
      x > -MARGIN_PX && y > -MARGIN_PX && x < widthPx + MARGIN_PX && y < heightPx + MARGIN_PX,
  );
}

function crowdOut(placed: PlacedMarker[]): void {
  const taken = createTaken();
  for (const place of placed.toReversed()) {
    if (place.layer.room) place.isCrowdedOut = !taken.take(boxOf(place.layer, place.at, CLEARANCE_PX));
  }
}

/** The markers within reach of a point. */
export function markersNear(
  placed: readonly PlacedMarker[],
  point: ScreenPoint,
  reachPx: number,
): PlacedMarker[] {
  return placed.filter(({ layer, at, isCrowdedOut }) => {
    const { left, top, right, bottom } = boxOf(layer, at, reachPx);
    const isInside = point.x >= left && point.x <= right && point.y >= top && point.y <= bottom;
    return isInside && !isCrowdedOut;
  });
}
