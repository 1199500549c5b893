/** When each number of each station was first drawn: [number, epoch ms], in the order of drawing. */
export type DrawnNumbers = Record<string, [number: number, drawnAt: number][]>;

/** What the console says that it has drawn: another array with every drawing. */
interface WatchedMap {
  markers(): readonly { marker: { id: string; text: string }; isCrowdedOut: boolean }[];
}

declare global {
  interface Window {
    drawnNumbers?: DrawnNumbers;
  }
}

/** Runs in the page: notes at the frame after each drawing which numbers stand on the map's air stations. */
export function watchPixels(selector: string): void {
  const element = document.querySelector<HTMLElement & { liveMap: WatchedMap }>(selector);
  if (!element) throw new Error("there is no map");
  const { liveMap } = element;
  const drawn: DrawnNumbers = {};
  window.drawnNumbers = drawn;
  let seen: ReturnType<WatchedMap["markers"]> = [];
  const look = (): void => {
    requestAnimationFrame(look);
    const markers = liveMap.markers();
    if (markers === seen) return;
    seen = markers;
    requestAnimationFrame(() => {
      const at = performance.timeOrigin + performance.now();
      for (const { marker, isCrowdedOut } of markers) {
        const number = Number(marker.text);
        if (isCrowdedOut || Number.isNaN(number)) continue;
        drawn[marker.id] ??= [];
        const numbers = drawn[marker.id];
        if (numbers && numbers.at(-1)?.[0] !== number) numbers.push([number, at]);
      }
    });
  };
  requestAnimationFrame(look);
}

/** Runs in the page: hands over what was noted but for the newest of each station, so that the page does not grow by it. */
export function takeNoted(): DrawnNumbers {
  const noted = Object.entries(window.drawnNumbers ?? {});
  return Object.fromEntries(noted.map(([id, numbers]) => [id, numbers.splice(0, numbers.length - 1)]));
}
