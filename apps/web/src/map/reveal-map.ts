import type { Map as MapLibreMap } from "maplibre-gl";

/** Longest time out of sight for a map that goes on loading, ms: what has come by then is shown. */
const LONGEST_MS = 3_000;
/** How often the graphics processor is asked whether it is done, ms. */
const ASK_INTERVAL_MS = 16;

/** What is used of the map. */
export type HiddenMap = Pick<MapLibreMap, "getCanvas" | "isMoving" | "on" | "off" | "once">;

/**
 * Keeps a map that starts out of sight until its first whole view is drawn, and tells `onShown` then. The browser's main
 * thread waits for every frame of a canvas in sight until the graphics processor has drawn it; without graphics hardware
 * that is some 300 ms for the first frame of a city, in which the page answers nobody. Out of sight the map takes
 * pointer and keyboard as ever, and it is shown as soon as somebody moves it.
 */
export function revealMap(map: HiddenMap, onShown: () => void): void {
  const canvas = map.getCanvas();
  const gl = canvas.getContext("webgl2");
  let drawing: WebGLSync | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const noteFrame = (): void => {
    gl?.deleteSync(drawing);
    drawing = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0) ?? null;
    // What is out of sight is otherwise drawn when the browser sees fit.
    gl?.flush();
  };
  const end = (): void => {
    clearTimeout(timer);
    map.off("render", noteFrame);
    map.off("idle", showWhenDrawn);
    map.off("movestart", showMoved);
    gl?.deleteSync(drawing);
  };
  const look = (): void => {
    if (gl && drawing && gl.getSyncParameter(drawing, gl.SYNC_STATUS) === gl.UNSIGNALED) {
      timer = setTimeout(look, ASK_INTERVAL_MS);
      return;
    }
    end();
    canvas.style.opacity = "";
    onShown();
  };
  const showWhenDrawn = (): void => {
    clearTimeout(timer);
    map.off("render", noteFrame);
    look();
  };
  // A map that only gets another size says that it begins to move, too, and does not move.
  const showMoved = (): void => {
    if (map.isMoving()) showWhenDrawn();
  };
  canvas.style.opacity = "0";
  timer = setTimeout(showWhenDrawn, LONGEST_MS);
  map.on("render", noteFrame);
  map.once("idle", showWhenDrawn);
  map.on("movestart", showMoved);
  map.once("remove", end);
}
