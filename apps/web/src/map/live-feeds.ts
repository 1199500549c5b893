import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import { SEGMENT_LAYER } from "../features/traffic/congestion-layer.ts";
import { DENSITY_SOURCE } from "../features/traffic/density-layer.ts";
import { classChanges } from "../features/traffic/prepare-congestion-layer.ts";
import { prepareDensity } from "../features/traffic/prepare-density-layer.ts";
import type { LiveSession } from "../live/live-session.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { DEVICE_LAYERS } from "./layers/data-layers.ts";
import { devicePoints } from "./layers/device-points.ts";
import { CITY_SOURCE } from "./style/style-context.ts";

/** Markers are prepared again this often even without new readings, so that old ones come to look old. */
const AGEING_INTERVAL_MS = 5_000;
/** Readings that come in a burst are drawn together. */
const GATHER_MS = 400;

/** Brings what is live into the map's sources and feature states. */
export class LiveFeeds {
  readonly #map: MapLibreMap;
  readonly #session: LiveSession;
  readonly #stops: (() => void)[] = [];
  readonly drawnClasses = new Map<string, CongestionClass>();
  #settings: EngineSettings;
  #courses: ReadonlyMap<string, SegmentCourse> = new Map();
  #gathering: ReturnType<typeof setTimeout> | undefined;
  readonly #shown = new Map<string, string>();

  constructor(map: MapLibreMap, session: LiveSession, settings: EngineSettings) {
    this.#map = map;
    this.#session = session;
    this.#settings = settings;
  }

  /** Begins; called once the style is there. */
  start(): void {
    const { segments, devices } = this.#session;
    this.#stops.push(this.#session.join("segments"), this.#session.join("devices"));
    this.#stops.push(segments.subscribe(() => this.#drawSegments()));
    this.#stops.push(this.#session.typical.subscribe(() => this.#drawSegments()));
    this.#stops.push(devices.subscribe(() => this.#gather()));
    const redraw = (): void => this.#drawDevices();
    this.#map.on("zoomend", redraw);
    this.#stops.push(() => this.#map.off("zoomend", redraw), this.#session.detailZooms.subscribe(redraw));
    const ageing = setInterval(() => this.#drawDevices(), AGEING_INTERVAL_MS);
    this.#stops.push(() => clearInterval(ageing));
    this.#drawSegments();
    this.#drawDevices();
  }

  stop(): void {
    clearTimeout(this.#gathering);
    for (const stop of this.#stops) stop();
  }

  /** Takes new settings; what they show is prepared at once. */
  update(settings: EngineSettings): void {
    const hadHeat = this.#settings.layers.has("heat");
    const isSame = settings.devices === this.#settings.devices && settings.layers === this.#settings.layers;
    this.#settings = settings;
    if (!hadHeat && settings.layers.has("heat")) this.#drawDensity();
    if (!isSame) this.#drawDevices();
  }

  /** Takes the courses of the segments, which the heat layer samples. */
  setCourses(courses: ReadonlyMap<string, SegmentCourse>): void {
    this.#courses = courses;
    this.#session.setCourses(courses);
    this.#drawDensity();
  }

  #source(id: string): GeoJSONSource | undefined {
    return this.#map.getSource<GeoJSONSource>(id);
  }

  #show(source: string, data: FeatureCollection): void {
    const text = JSON.stringify(data);
    if (this.#shown.get(source) === text) return;
    this.#shown.set(source, text);
    void this.#source(source)?.setData(data);
  }

  #drawSegments(): void {
    if (this.#settings.isConnectionLost) return;
    for (const change of classChanges(this.drawnClasses, this.#shownClasses())) {
      this.drawnClasses.set(change.id, change.class);
      const feature = { source: CITY_SOURCE, sourceLayer: SEGMENT_LAYER, id: change.id };
      this.#map.setFeatureState(feature, { class: change.class });
    }
    if (this.#settings.layers.has("heat")) this.#drawDensity();
  }

  #shownClasses(): ReadonlyMap<string, { congestionClass: CongestionClass }> {
    return this.#session.typical.get() ?? this.#session.segments.get().items;
  }

  #drawDensity(): void {
    if (!this.#settings.layers.has("heat") || this.#courses.size === 0) return;
    const lines = new Map([...this.#courses].map(([id, course]) => [id, course.line]));
    void this.#source(DENSITY_SOURCE)?.setData(prepareDensity(lines, this.#session.segments.get().items));
  }

  #gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#drawDevices();
    }, GATHER_MS);
  }

  #drawDevices(): void {
    const live = this.#session.devices.get().items;
    const now = this.#session.clock.now();
    const { devices, layers } = this.#settings;
    const isDetailed = this.#map.getZoom() >= this.#session.detailZooms.get().devices;
    for (const { id, kind, source, describe } of DEVICE_LAYERS) {
      if (!layers.has(id)) continue;
      const shown = isDetailed ? devices : [];
      this.#show(source, devicePoints({ kind, devices: shown, live, now, describe }));
    }
  }
}
