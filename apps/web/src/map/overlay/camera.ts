import type { LonLat } from "@arterial/domain/city/network";

/** A view straight down and north up, which is all that this map shows. */
export interface Camera {
  center: LonLat;
  zoom: number;
  widthPx: number;
  heightPx: number;
}

export interface ScreenPoint {
  x: number;
  y: number;
}

const TILE_PX = 512;

/** Web Mercator, the unit square. */
function mercator(lon: number, lat: number): ScreenPoint {
  const phi = (lat * Math.PI) / 180;
  return { x: (lon + 180) / 360, y: (1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2 };
}

/** A function from degrees to px in the view; made once a frame, cheap to call. */
export function projector(camera: Camera): (lon: number, lat: number) => ScreenPoint {
  const scale = TILE_PX * 2 ** camera.zoom;
  const middle = mercator(camera.center[0], camera.center[1]);
  const [left, top] = [camera.widthPx / 2 - middle.x * scale, camera.heightPx / 2 - middle.y * scale];
  return (lon, lat) => {
    const point = mercator(lon, lat);
    return { x: point.x * scale + left, y: point.y * scale + top };
  };
}

/** Metres per px at the middle of the view. */
export function metresPerPx(camera: Camera): number {
  const equatorM = 2 * Math.PI * 6_378_137;
  return (equatorM * Math.cos((camera.center[1] * Math.PI) / 180)) / (TILE_PX * 2 ** camera.zoom);
}

/** True when everything stands where it stood. */
export function isSameCamera(a: Camera, b: Camera): boolean {
  const isSamePlace = a.center[0] === b.center[0] && a.center[1] === b.center[1] && a.zoom === b.zoom;
  return isSamePlace && a.widthPx === b.widthPx && a.heightPx === b.heightPx;
}

/**
 * How far everything has moved on the screen since another camera of the same zoom and size, whole px; null for any
 * other camera.
 */
export function shiftBetween(before: Camera, now: Camera): ScreenPoint | null {
  const isSame =
    before.zoom === now.zoom && before.widthPx === now.widthPx && before.heightPx === now.heightPx;
  if (!isSame) return null;
  const { x, y } = projector(now)(before.center[0], before.center[1]);
  return { x: Math.round(x - now.widthPx / 2), y: Math.round(y - now.heightPx / 2) };
}
