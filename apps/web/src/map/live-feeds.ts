import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import { DENSITY_SOURCE, SURFACE_SOURCE } from "../features/heat/heat-layer.ts";
import type { HeatVariant } from "../features/heat/heat-variant.ts";
import { prepareHeat, preparePm25 } from "../features/heat/prepare-heat.ts";
import { SEGMENT_LAYER } from "../features/traffic/congestion-layer.ts";
import { type DifferenceStep, differenceStep } from "../features/traffic/difference-layer.ts";
import { IMPEDED_SOURCE, impededChange } from "../features/traffic/impeded-layers.ts";
import { classChanges } from "../features/traffic/prepare-congestion-layer.ts";
import type { MapSession } from "../live/map-session.ts";
import { boundsOf } from "./bounds-of.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { GatheredDraw } from "./gathered-draw.ts";
import type { MapDevice } from "./live-map-props.ts";
import { DEVICE_LAYERS } from "./markers/device-layers.ts";
import { deviceMarkers } from "./markers/device-markers.ts";
import { devicesAround } from "./markers/devices-around.ts";
import type { LayeredMarkers } from "./markers/place-markers.ts";
import { ROOM_SOURCE, roomPoints } from "./markers/room-layers.ts";
import { CITY_SOURCE } from "./style/style-context.ts";

/** Markers are prepared again this often even without new readings, so that old ones come to look old. */
const AGEING_INTERVAL_MS = 5_000;

/** Heat that is made of readings and not of segments. */
const HEAT_OF_DEVICES: ReadonlySet<HeatVariant> = new Set<HeatVariant>(["pm25", "parking"]);
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Brings what is live into the map's sources and feature states, and into the markers over it. */
export class LiveFeeds {
  readonly #map: MapLibreMap;
  readonly #session: MapSession;
  readonly #stops: (() => void)[] = [];
  readonly drawnClasses = new Map<string, CongestionClass>();
  readonly #drawnImpeded = new Set<string>();
  readonly #differences = new Map<string, DifferenceStep | null>();
  #settings: EngineSettings;
  #courses: ReadonlyMap<string, SegmentCourse> = new Map();
  readonly #onMarkers: () => void;
  /** Devices that are drawn by themselves, in and around the view. */
  #shownDevices: readonly MapDevice[] = [];
  #markers: LayeredMarkers = [];
  readonly #gathered: GatheredDraw;
  readonly #changed = { segments: false, devices: false };
  readonly #shown = new Map<string, string>();

  constructor(
    map: MapLibreMap,
    session: MapSession,
    { settings, onMarkers }: { settings: EngineSettings; onMarkers: () => void },
  ) {
    this.#map = map;
    this.#session = session;
    this.#settings = settings;
    this.#onMarkers = onMarkers;
    this.#gathered = new GatheredDraw(
      () => this.#drawChanged(),
      () => map.isMoving(),
    );
  }

  /** The markers of the devices; another object whenever anything of them changes. */
  get markers(): LayeredMarkers {
    return this.#markers;
  }

  /** Begins; called once the style is there. */
  start(): void {
    const { segments, devices } = this.#session;
    this.#stops.push(this.#session.join("segments"), this.#session.join("devices"));
    this.#stops.push(segments.subscribe(() => this.#tell("segments")));
    this.#stops.push(this.#session.typical.subscribe(() => this.#tell("segments")));
    this.#stops.push(devices.subscribe(() => this.#tell("devices")));
    const place = (): void => this.#placeDevices();
    this.#map.on("moveend", place);
    this.#stops.push(() => this.#map.off("moveend", place), this.#session.detailZooms.subscribe(place));
    const ageing = setInterval(() => this.#tell("devices"), AGEING_INTERVAL_MS);
    this.#stops.push(() => clearInterval(ageing));
    void this.#drawSegments();
    this.#placeDevices();
  }

  stop(): void {
    this.#gathered.stop();
    for (const stop of this.#stops) stop();
  }

  /** Takes new settings; what they show is prepared at once. */
  update(settings: EngineSettings): void {
    const before = this.#settings;
    const isSame = settings.devices === this.#settings.devices && settings.layers === this.#settings.layers;
    this.#settings = settings;
    const isOtherHeat = settings.heat !== before.heat || !before.layers.has("heat");
    if (isOtherHeat && settings.layers.has("heat")) this.#drawHeat();
    if (settings.typicalRatios !== before.typicalRatios) this.#drawDifferences();
    if (!isSame) this.#placeDevices();
    if (settings.devices !== before.devices) this.#tell("devices");
  }

  /** Takes the courses of the segments, along which impeded ones are drawn and which the heat layer samples. */
  setCourses(courses: ReadonlyMap<string, SegmentCourse>): void {
    this.#courses = courses;
    this.#session.setCourses(courses);
    void this.#drawImpeded(this.drawnClasses);
    this.#drawHeat();
  }

  #source(id: string): GeoJSONSource | undefined {
    return this.#map.getSource<GeoJSONSource>(id);
  }

  async #show(source: string, data: FeatureCollection): Promise<void> {
    const text = JSON.stringify(data);
    if (this.#shown.get(source) === text) return;
    this.#shown.set(source, text);
    await this.#source(source)?.setData(data);
  }

  #tell(what: "segments" | "devices"): void {
    this.#changed[what] = true;
    this.#gathered.ask();
  }

  async #drawChanged(): Promise<void> {
    const { segments, devices } = this.#changed;
    Object.assign(this.#changed, { segments: false, devices: false });
    if (segments) await this.#drawSegments();
    if (!devices) return;
    this.#drawMarkers();
    if (HEAT_OF_DEVICES.has(this.#settings.heat)) this.#drawHeat();
  }

  async #drawSegments(): Promise<void> {
    const changes = classChanges(this.drawnClasses, this.#shownClasses());
    for (const { id, class: shown } of changes) this.drawnClasses.set(id, shown);
    // A line that becomes another one is there as both for a moment, and not gone.
    await this.#drawImpeded(changes.map(({ id, class: shown }) => [id, shown] as const));
    for (const { id } of changes) {
      const feature = { source: CITY_SOURCE, sourceLayer: SEGMENT_LAYER, id };
      this.#map.setFeatureState(feature, { class: this.drawnClasses.get(id) });
    }
    this.#drawDifferences();
    this.#drawHeat();
  }

  async #drawImpeded(classes: Iterable<readonly [string, CongestionClass]>): Promise<void> {
    const { add, remove } = impededChange(this.#courses, this.#drawnImpeded, classes);
    if (add.length === 0 && remove.length === 0) return;
    for (const { properties } of add) this.#drawnImpeded.add(properties.id);
    for (const id of remove) this.#drawnImpeded.delete(id);
    await this.#source(IMPEDED_SOURCE)?.updateData({ add, remove });
  }

  #shownClasses(): ReadonlyMap<string, { congestionClass: CongestionClass }> {
    return this.#session.typical.get() ?? this.#session.segments.get().items;
  }

  #drawHeat(): void {
    const { layers, heat, devices } = this.#settings;
    if (!layers.has("heat") || this.#courses.size === 0) return;
    const lines = new Map([...this.#courses].map(([id, course]) => [id, course.line]));
    const segments = this.#session.segments.get().items;
    const live = this.#session.devices.get().items;
    const input = { lines, segments, devices, live, now: this.#session.clock.now() };
    void this.#source(DENSITY_SOURCE)?.setData(prepareHeat(heat, input));
    void this.#show(SURFACE_SOURCE, heat === "pm25" ? preparePm25(input) : NOTHING);
  }

  #drawDifferences(): void {
    const { typicalRatios } = this.#settings;
    if (!typicalRatios) return;
    const live = this.#session.segments.get().items;
    for (const id of new Set([...live.keys(), ...this.#differences.keys()])) {
      const difference = differenceStep(live.get(id), typicalRatios.get(id));
      if (this.#differences.get(id) === difference) continue;
      this.#differences.set(id, difference);
      this.#map.setFeatureState({ source: CITY_SOURCE, sourceLayer: SEGMENT_LAYER, id }, { difference });
    }
  }

  #placeDevices(): void {
    const isDetailed = this.#map.getZoom() >= this.#session.detailZooms.get().devices;
    this.#shownDevices = isDetailed ? devicesAround(this.#settings.devices, boundsOf(this.#map)) : [];
    void this.#show(ROOM_SOURCE, roomPoints(this.#shownDevices));
    this.#drawMarkers();
  }

  #drawMarkers(): void {
    const live = this.#session.devices.get().items;
    const now = this.#session.clock.now();
    const devices = this.#shownDevices;
    this.#markers = DEVICE_LAYERS.filter(({ id }) => this.#settings.layers.has(id)).map((layer) => ({
      layer,
      markers: deviceMarkers({ kind: layer.kind, describe: layer.describe, devices, live, now }),
    }));
    this.#onMarkers();
  }
}
