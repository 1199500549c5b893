import type { Map as MapLibreMap } from "maplibre-gl";

/** The map is shown after this long, whole or not. */
const LONGEST_MS = 2_500;

/**
 * Hides the map until all that is in view at first has been drawn, so that it does not come piece by piece: a browser waits
 * for each drawing that it has to show, and for none that it has not. Whoever reaches for its place has it shown at once,
 * as the returned function does.
 */
export function hideUntilWhole(map: MapLibreMap, container: HTMLElement): () => void {
  const reached = new AbortController();
  const show = (): void => {
    clearTimeout(timer);
    reached.abort();
    container.style.visibility = "";
  };
  container.style.visibility = "hidden";
  const timer = setTimeout(show, LONGEST_MS);
  map.once("idle", show);
  for (const type of ["pointerdown", "wheel"])
    container.parentElement?.addEventListener(type, show, { signal: reached.signal, passive: true });
  return show;
}
