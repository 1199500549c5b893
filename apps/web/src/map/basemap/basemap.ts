import type { BasemapPlace } from "@arterial/api/live/map-contract";
import type { Map as MapLibreMap, MapSourceDataEvent, VectorTileSource } from "maplibre-gl";
import type { LayerSpecification } from "../map-types.ts";
import { BASEMAP_PREFIX, type BasemapGround } from "./basemap-ground.ts";

/** How it stands with the basemap; `attribution` is plain text. */
export type BasemapState = { status: "shown"; attribution: string } | { status: "failed" };

/** A basemap on a map whose own ground stays below it, so that it is there when the basemap is not. */
export class Basemap {
  readonly #map: MapLibreMap;
  readonly #onState: (state: BasemapState) => void;
  #ground: BasemapGround | null = null;
  #isShown = false;
  #isGone = false;

  constructor(map: MapLibreMap, onState: (state: BasemapState) => void) {
    this.#map = map;
    this.#onState = onState;
  }

  /** What of it belongs to the style; null before it is loaded and after it failed. */
  get ground(): BasemapGround | null {
    return this.#ground;
  }

  /** Loads it and lays it below the layer `below`. `layersOf` are its layers in the look of the moment. */
  async load(
    place: BasemapPlace,
    options: { below: string; layersOf: (ground: BasemapGround) => LayerSpecification[] },
  ): Promise<void> {
    try {
      const { loadBasemap } = await import("./load-basemap.ts");
      const ground = await loadBasemap(place);
      if (this.#isGone) return;
      this.#lay(ground, options);
    } catch {
      this.#fail();
    }
  }

  stop(): void {
    this.#isGone = true;
    this.#map.off("sourcedata", this.#take);
  }

  #lay(
    ground: BasemapGround,
    { below, layersOf }: { below: string; layersOf: (ground: BasemapGround) => LayerSpecification[] },
  ): void {
    const map = this.#map;
    this.#ground = ground;
    map.on("sourcedata", this.#take);
    for (const [id, source] of Object.entries(ground.sources)) {
      map.addSource(id, source);
      // All of MapLibre's own sources have listeners. A tile that fails among others that came is a gap and no failure.
      map.getSource<VectorTileSource>(id)?.on("error", () => {
        if (!this.#isShown) this.#fail();
      });
    }
    for (const layer of layersOf(ground)) map.addLayer(layer, below);
  }

  readonly #take = ({ sourceId, tile }: MapSourceDataEvent): void => {
    if (!tile || !sourceId.startsWith(BASEMAP_PREFIX) || !this.#ground) return;
    this.#isShown = true;
    this.#map.off("sourcedata", this.#take);
    this.#onState({ status: "shown", attribution: this.#attribution(this.#ground) });
  };

  #attribution(ground: BasemapGround): string {
    const told = Object.keys(ground.sources).map((id) => this.#map.getSource(id)?.attribution ?? "");
    const texts = [ground.attribution ?? "", ...told].map(textOf).filter((text) => text !== "");
    return [...new Set(texts)].join(" · ");
  }

  #fail(): void {
    if (this.#isGone) return;
    const map = this.#map;
    map.off("sourcedata", this.#take);
    const { layers } = map.getStyle();
    for (const { id } of layers) if (id.startsWith(BASEMAP_PREFIX)) map.removeLayer(id);
    for (const id of Object.keys(this.#ground?.sources ?? {})) if (map.getSource(id)) map.removeSource(id);
    this.#ground = null;
    this.#onState({ status: "failed" });
  }
}

/** Attributions are written as HTML; nothing of it is taken but its text. */
function textOf(html: string): string {
  return new DOMParser().parseFromString(html, "text/html").body.textContent?.trim() ?? "";
}
