import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { LonLat } from "@arterial/domain/city/network";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { getVersion, type Map as MapLibreMap, prewarm, setWorkerUrl } from "maplibre-gl";
import { drawnSegment } from "../features/traffic/drawn-segment.ts";
import type { MapSession } from "../live/map-session.ts";
import { DRAW_DELAY_MS } from "../live/vehicle-fleet.ts";
import { PALETTES } from "../ui/tokens.ts";
import { Basemap, type BasemapState } from "./basemap/basemap.ts";
import type { BasemapGround } from "./basemap/basemap-ground.ts";
import { boundsOf } from "./bounds-of.ts";
import { fetchSegmentCourses, type MapCity } from "./city-tiles-client.ts";
import { CITY_PADDING_PX, createMap } from "./create-map.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { iconImage } from "./icons/icon-image.ts";
import { LiveFeeds } from "./live-feeds.ts";
import type { Bounds, MapFeature, Viewport } from "./live-map-props.ts";
import { featureAt } from "./map-input.ts";
import { MapPointer } from "./map-pointer.ts";
import type { StyleSpecification } from "./map-types.ts";
import { clusteredKinds } from "./markers/clustered-kinds.ts";
import { MarkerCanvas } from "./markers/marker-canvas.ts";
import { MARKER_FONTS } from "./markers/marker-sprites.ts";
import type { Camera, ScreenPoint } from "./overlay/camera.ts";
import { clusterPills } from "./overlay/cluster-pills.ts";
import { type OutlinedSegment, Overlay, type OverlayScene } from "./overlay/overlay.ts";
import { OverlayLoop } from "./overlay/overlay-loop.ts";
import { courseOfPart, wholeSegments } from "./overlay/segment-part.ts";
import { revealMap } from "./reveal-map.ts";
import { dataLayers } from "./style/data-layers.ts";
import { LOWEST_ROAD_LAYER, mapStyle } from "./style/map-style.ts";
import { type StyleContext, styleContext } from "./style/style-context.ts";
import { applyStyleChanges, styleChanges } from "./style-sync.ts";

const FLY_MS = 400;
/** A flight over more than so many screens is a jump. */
const FAR_SCREENS = 3;
const STREET_ZOOM = 15;
const COURSES_RETRY_MS = 5_000;
const WALL_VEHICLE_SCALE = 1.45;
/** User timing of the moment when everything that is in view at first has been drawn. */
const MAP_DRAWN_MARK = "map drawn";

// The worker is fetched and started while the page still comes to life.
if (typeof window !== "undefined") {
  setWorkerUrl(`/maplibre/${getVersion()}/maplibre-gl-worker.mjs`);
  prewarm();
}

export interface EngineOptions {
  container: HTMLElement;
  /** What lies over the map and moves with it: the canvas of the markers, and above it that of what moves by itself. */
  over: HTMLElement;
  markers: HTMLCanvasElement;
  overlay: HTMLCanvasElement;
  city: MapCity;
  session: MapSession;
  settings: EngineSettings;
  viewport: Viewport | null;
  title: string;
  onSelect(feature: MapFeature | null): void;
  onHover(feature: MapFeature | null): void;
  onCamera(camera: Camera): void;
  onRest(viewport: Viewport): void;
  onDrawn(): void;
  onBasemap(state: BasemapState): void;
}

function contextOf(city: MapCity, { theme, palette, layers }: EngineSettings): StyleContext {
  return styleContext({ theme, palette, drivesOn: city.drivesOn, visible: layers });
}

function styleFor(
  city: MapCity,
  settings: EngineSettings,
  basemap: BasemapGround | null = null,
): StyleSpecification {
  const context = contextOf(city, settings);
  return mapStyle(context, city.tiles, { data: dataLayers(context), basemap });
}

function sizeOf({ clientWidth, clientHeight }: HTMLElement): Pick<Camera, "widthPx" | "heightPx"> {
  return { widthPx: clientWidth, heightPx: clientHeight };
}

/** The map of the page: MapLibre for ground and congestion, canvases over it for the markers and for what moves. */
export class MapEngine {
  readonly map: MapLibreMap;
  readonly markers: MarkerCanvas;
  readonly overlay: Overlay;
  readonly loop: OverlayLoop;
  readonly pointer: MapPointer;
  readonly #options: EngineOptions;
  readonly #feeds: LiveFeeds;
  readonly #basemap: Basemap;
  #settings: EngineSettings;
  #style: StyleSpecification;
  #courses: ReadonlyMap<string, SegmentCourse> = new Map();
  /** Asked of the page only when it changes: asking makes the page lay itself out. */
  #size: Pick<Camera, "widthPx" | "heightPx">;
  #frozenAt: number | null = null;
  #isStopped = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#settings = options.settings;
    this.#size = sizeOf(options.container);
    this.#style = styleFor(options.city, options.settings);
    this.map = createMap(options, this.#style);
    this.markers = new MarkerCanvas(options.markers);
    this.overlay = new Overlay(options.overlay, options.session.fleet);
    this.loop = new OverlayLoop({
      canvases: [this.markers, this.overlay],
      moveBy: ({ x, y }) => {
        options.over.style.transform = `translate(${x}px, ${y}px)`;
      },
      scene: () => this.#scene(),
      isMoving: () => this.#areVehiclesMoving(),
    });
    this.#feeds = new LiveFeeds(this.map, options.session, {
      settings: options.settings,
      onMarkers: () => this.loop.drawNow(),
    });
    this.#basemap = new Basemap(this.map, (state) => this.#takeBasemap(state));
    this.pointer = new MapPointer(this.map, {
      featureAt: (point) => this.#featureAt(point),
      onSelect: options.onSelect,
      onHover: options.onHover,
    });
    this.#listen();
    this.#tellView();
    this.loop.start();
    void this.#loadFonts();
  }

  /** The city that is shown. */
  get session(): MapSession {
    return this.#options.session;
  }

  /** Takes what the page says now. */
  update(settings: EngineSettings): void {
    const before = this.#settings;
    this.#settings = settings;
    if (settings.isConnectionLost !== before.isConnectionLost) {
      this.#frozenAt = settings.isConnectionLost ? this.#drawTime() : null;
    }
    const style = styleFor(this.#options.city, settings, this.#basemap.ground);
    applyStyleChanges(this.map, styleChanges(this.#style, style));
    this.#style = style;
    this.#feeds.update(settings);
    this.loop.drawNow();
  }

  stop(): void {
    this.#isStopped = true;
    this.loop.stop();
    this.#feeds.stop();
    this.#basemap.stop();
    this.map.remove();
  }

  /** Camera of the moment; the view is always straight down and north up. */
  camera(): Camera {
    const { lng, lat } = this.map.getCenter();
    return { center: [lng, lat], zoom: this.map.getZoom(), ...this.#size };
  }

  flyTo(target: { point: readonly [number, number]; zoom?: number } | { bounds: Bounds }): void {
    const animate = !this.#settings.isMotionReduced;
    if ("bounds" in target) {
      const [west, south, east, north] = target.bounds;
      const camera = this.map.cameraForBounds([west, south, east, north], {
        padding: CITY_PADDING_PX,
        maxZoom: STREET_ZOOM,
      });
      if (camera) this.map.easeTo({ ...camera, duration: FLY_MS, animate });
      return;
    }
    const [lon, lat] = target.point;
    const zoom = target.zoom ?? Math.max(this.map.getZoom(), STREET_ZOOM - 1);
    const at = this.map.project([lon, lat]);
    const { widthPx, heightPx } = this.camera();
    const screens =
      Math.hypot(at.x - widthPx / 2, at.y - heightPx / 2) / Math.max(1, Math.min(widthPx, heightPx));
    this.map.easeTo({
      center: [lon, lat],
      zoom,
      duration: FLY_MS,
      animate: animate && screens <= FAR_SCREENS,
    });
  }

  /** Goes there at once. */
  goTo({ center, zoom }: Viewport): void {
    this.map.jumpTo({ center, zoom });
  }

  showCity(): void {
    this.flyTo({ bounds: this.#options.city.tiles.bounds });
  }

  zoomBy(steps: number): void {
    this.map.easeTo({
      zoom: this.map.getZoom() + steps,
      duration: FLY_MS / 2,
      animate: !this.#settings.isMotionReduced,
    });
  }

  #listen(): void {
    const { map } = this;
    map.setMissingStyleImageResolver((id) => {
      const pixelRatio = window.devicePixelRatio || 1;
      const image = iconImage(id, pixelRatio);
      if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio });
    });
    map.once("style.load", () => {
      this.#feeds.start();
      void this.#loadBasemap();
      void this.#loadCourses();
    });
    revealMap(map, () => {
      performance.mark(MAP_DRAWN_MARK);
      this.#options.onDrawn();
    });
    map.on("move", () => this.#moved());
    map.on("resize", () => {
      this.#size = sizeOf(this.#options.container);
      this.#moved();
    });
    map.on("moveend", () => {
      const { center, zoom } = this.camera();
      this.#options.onRest({ center, zoom });
      this.loop.drawNow();
    });
  }

  #moved(): void {
    const camera = this.camera();
    this.#options.onCamera(camera);
    this.#tellView();
    this.loop.follow(camera);
  }

  /** What is in view decides what is sent live. */
  #tellView(): void {
    this.#options.session.setView({ bounds: boundsOf(this.map), zoom: this.map.getZoom() });
  }

  async #loadBasemap(): Promise<void> {
    const { city } = this.#options;
    if (!city.basemap) return;
    await this.#basemap.load(city.basemap, {
      below: LOWEST_ROAD_LAYER,
      layersOf: (ground) => ground.layers(contextOf(city, this.#settings)),
    });
    this.#style = styleFor(city, this.#settings, this.#basemap.ground);
  }

  #takeBasemap(state: BasemapState): void {
    this.#style = styleFor(this.#options.city, this.#settings, this.#basemap.ground);
    this.#options.onBasemap(state);
  }

  async #loadFonts(): Promise<void> {
    await Promise.all(MARKER_FONTS.map((font) => document.fonts.load(font)));
    if (this.#isStopped) return;
    this.markers.forget();
    this.loop.drawNow();
  }

  async #loadCourses(): Promise<void> {
    const courses = await fetchSegmentCourses().catch(() => null);
    if (this.#isStopped) return;
    if (!courses) {
      setTimeout(() => void this.#loadCourses(), COURSES_RETRY_MS);
      return;
    }
    this.#courses = courses;
    this.#feeds.setCourses(courses);
    this.loop.drawNow();
  }

  #featureAt(point: ScreenPoint): MapFeature | null {
    if (!this.map.isStyleLoaded()) return null;
    const { drawnClasses: classes } = this.#feeds;
    return featureAt(this.map, point, {
      markers: this.markers,
      courses: this.#courses,
      classes,
      drivesOn: this.#options.city.drivesOn,
    });
  }

  #drawTime(): number {
    return this.#options.session.clock.now() - DRAW_DELAY_MS;
  }

  #selectedSegments(): readonly string[] {
    const { selection, outlined } = this.#settings;
    if (selection?.type === "segment") return [selection.id];
    if (selection?.type !== "abnormal") return outlined;
    return this.#selectedItem()?.segmentIds ?? [];
  }

  #selectedItem(): AbnormalItem | undefined {
    const { selection } = this.#settings;
    return selection?.type === "abnormal"
      ? this.#options.session.abnormal.get().items.get(selection.id)
      : undefined;
  }

  #selectedPoints(): LonLat[] {
    const { selection, devices } = this.#settings;
    const item = this.#selectedItem();
    if (item) return item.subject.type === "device" ? [[...item.point]] : [];
    if (selection?.type !== "device" && selection?.type !== "messages") return [];
    const device = devices.find(({ id }) => id === selection.id);
    return device ? [[device.lon, device.lat]] : [];
  }

  #outlined(zoom: number): OutlinedSegment[] {
    const parts = this.#settings.route ?? wholeSegments(this.#selectedSegments());
    return parts.flatMap((part) => {
      const whole = this.#courses.get(part.segmentId);
      if (!whole) return [];
      const course = courseOfPart(whole, part);
      const congestionClass = this.#feeds.drawnClasses.get(part.segmentId) ?? "unknown";
      const drawn = drawnSegment({ course, congestionClass, zoom, drivesOn: this.#options.city.drivesOn });
      return [{ course, ...drawn }];
    });
  }

  #areVehiclesMoving(): boolean {
    const { layers, isConnectionLost, isMotionReduced } = this.#settings;
    return layers.has("vehicles") && !isConnectionLost && !isMotionReduced;
  }

  #scene(): OverlayScene {
    const { theme, layers, isConnectionLost, isMotionReduced } = this.#settings;
    const camera = this.camera();
    return {
      camera,
      colours: PALETTES[theme],
      markers: this.#feeds.markers,
      outlined: this.#outlined(camera.zoom),
      isRoute: this.#settings.route !== null,
      ringed: this.#selectedPoints(),
      hasVehicles: layers.has("vehicles"),
      pills: clusterPills(
        this.#options.session.clusters.get(),
        clusteredKinds(layers, camera.zoom, this.#options.session.detailZooms.get()),
      ),
      drawDelayMs: DRAW_DELAY_MS,
      at: this.#frozenAt ?? this.#drawTime(),
      isStepping: isMotionReduced,
      isFrozen: isConnectionLost,
      vehicleScale: theme === "wall" ? WALL_VEHICLE_SCALE : 1,
      pixelRatio: window.devicePixelRatio || 1,
    };
  }
}
