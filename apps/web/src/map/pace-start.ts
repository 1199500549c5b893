import type { Map as MapLibreMap } from "maplibre-gl";

/** Longest wait for what is still on its way, ms: what has come by then is shown. */
const LOADING_INTERVAL_MS = 600;
/** Shortest time between two frames while the map starts, ms. */
const FRAME_INTERVAL_MS = 200;

/** What is used of the map. */
export type StartingMap = Pick<
  MapLibreMap,
  "triggerRepaint" | "areTilesLoaded" | "isMoving" | "getSource" | "on" | "off" | "once"
>;

/**
 * Until the map stands for the first time, draws what comes in bursts together: whatever arrives asks for a frame of the
 * whole map, and each keeps the page busy. The first waits for `sourceId`, whose tiles it asks for; the next for these
 * tiles. Once the map moves, every frame is drawn.
 */
export function paceStart(map: StartingMap, sourceId: string): void {
  const repaint = map.triggerRepaint.bind(map);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const startedAt = performance.now();
  let drawnAt = startedAt;
  let areTilesAskedFor = false;
  const isSourceLoaded = (): boolean => map.getSource(sourceId)?.loaded() ?? false;
  const nextFrameAt = (): number => {
    if (map.isMoving()) return drawnAt;
    if (!areTilesAskedFor) return isSourceLoaded() ? drawnAt : startedAt + LOADING_INTERVAL_MS;
    return drawnAt + (map.areTilesLoaded() ? FRAME_INTERVAL_MS : LOADING_INTERVAL_MS);
  };
  // The map draws by itself, too, where its size changes.
  const noteFrame = (): void => {
    drawnAt = performance.now();
    areTilesAskedFor ||= isSourceLoaded();
  };
  const end = (): void => {
    clearTimeout(timer);
    map.off("render", noteFrame);
    map.triggerRepaint = repaint;
  };
  map.triggerRepaint = () => {
    clearTimeout(timer);
    const waitMs = nextFrameAt() - performance.now();
    if (waitMs <= 0) repaint();
    else timer = setTimeout(repaint, waitMs);
  };
  map.on("render", noteFrame);
  map.once("idle", end);
  map.once("remove", end);
}
