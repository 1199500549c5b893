/** When each number of each station was first drawn: [number, epoch ms], in the order of drawing. */
export type DrawnNumbers = Record<string, [number: number, drawnAt: number][]>;

interface WatchedMap {
  on(event: "render", listener: () => void): void;
  on(event: "data", listener: (event: { sourceId?: string }) => void): void;
  queryRenderedFeatures(options: {
    layers: string[];
  }): { properties: { id?: unknown; text?: unknown } | null }[];
}

declare global {
  interface Window {
    drawnNumbers?: DrawnNumbers;
  }
}

/** Runs in the page: notes at the frame after each drawing which numbers stand on the map's air stations. */
export function watchPixels(selector: string): void {
  const element = document.querySelector<HTMLElement & { liveMap: { map: WatchedMap } }>(selector);
  if (!element) throw new Error("there is no map");
  const { map } = element.liveMap;
  const drawn: DrawnNumbers = {};
  window.drawnNumbers = drawn;
  let isNew = true;
  map.on("data", ({ sourceId }) => {
    isNew ||= sourceId === "air";
  });
  map.on("render", () => {
    if (!isNew) return;
    isNew = false;
    const features = map.queryRenderedFeatures({ layers: ["air"] });
    requestAnimationFrame(() => {
      const at = performance.timeOrigin + performance.now();
      for (const { properties } of features) {
        const [id, number] = [String(properties?.id), Number(properties?.text)];
        if (Number.isNaN(number)) continue;
        drawn[id] ??= [];
        if (drawn[id].at(-1)?.[0] !== number) drawn[id].push([number, at]);
      }
    });
  });
}
