import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { LonLat } from "@arterial/domain/city/network";
import { type DrawnFleet, type DrawnVehicle, GLIDE_MS } from "../../live/vehicle-fleet.ts";
import type { Palette } from "../../ui/tokens.ts";
import type { LayeredMarkers } from "../markers/place-markers.ts";
import { type Camera, projector, type ScreenPoint } from "./camera.ts";
import { type ClusterPill, drawClusterPill } from "./cluster-pills.ts";
import { fitCanvas } from "./fit-canvas.ts";
import { drawOutline, drawRing, shiftLine } from "./outline.ts";
import { arrowsAlong, drawArrows } from "./route-arrows.ts";
import { drawVehicleSprites, spriteIndex, type VehicleSprites, vehicleSizePx } from "./vehicle-sprites.ts";

/** A segment to outline, and how far its drawn line is from its course. */
export interface OutlinedSegment {
  course: SegmentCourse;
  offsetPx: number;
  widthPx: number;
}

/** What lies over the map in one frame. */
export interface OverlayScene {
  camera: Camera;
  colours: Palette;
  /** Another object whenever it holds anything else. */
  markers: LayeredMarkers;
  outlined: readonly OutlinedSegment[];
  /** What is outlined is a route: it gets arrows. */
  isRoute: boolean;
  /** Selected points, degrees. */
  ringed: readonly LonLat[];
  hasVehicles: boolean;
  /** What stands for devices and vehicles that are too many to show each. */
  pills: readonly ClusterPill[];
  /** Server time to draw vehicles at, epoch ms. */
  at: number;
  /** How far `at` lies behind the newest fix, ms. */
  drawDelayMs: number;
  /** Vehicles step from fix to fix. */
  isStepping: boolean;
  /** Nothing moves: vehicles get a ring that says so. */
  isFrozen: boolean;
  /** Factor of the vehicles' size; larger on the wall. */
  vehicleScale: number;
  pixelRatio: number;
}

/** Where a vehicle stands on the screen; read by tests. */
export interface VehicleOnScreen extends ScreenPoint {
  handle: number;
}

const FAR_OUTSIDE_PX = 20;
const FULL_INK_ZOOM = 12.5;
/** From here on frozen vehicles have room for a ring each. */
const RING_ZOOM = 13;
const AGE_TEXT_ZOOM = 14.5;
const AGE_FONT = '500 11px "IBM Plex Sans Condensed", sans-serif';
/** Vehicles that stand because nothing is heard of them. */
const OLD_ALPHA = 0.55;
const SELECTED_RADIUS_PX = 18;
const RING_EXTRA_PX = 3;

/** The canvas over the map: what moves with every frame, drawn without waking the map's own renderer. */
export class Overlay {
  readonly #context: CanvasRenderingContext2D;
  readonly #fleet: DrawnFleet;
  #sprites: VehicleSprites | undefined;
  #spriteKey = "";
  #onScreen: VehicleOnScreen[] = [];

  constructor(canvas: HTMLCanvasElement, fleet: DrawnFleet) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("this browser has no 2D canvas");
    this.#context = context;
    this.#fleet = fleet;
  }

  /** Vehicles of the last frame that lie in the view. */
  get vehiclesOnScreen(): readonly VehicleOnScreen[] {
    return this.#onScreen;
  }

  /** Draws one frame. */
  draw(scene: OverlayScene): void {
    fitCanvas(this.#context, scene);
    const context = this.#context;
    const project = projector(scene.camera);
    const lines = scene.outlined.map(({ course, offsetPx, widthPx }) => ({
      points: shiftLine(
        course.line.map(([lon, lat]) => project(lon, lat)),
        offsetPx,
      ),
      insidePx: widthPx,
    }));
    // Parts of a route meet at any angle.
    drawOutline(context, lines, { colour: scene.colours.accent, cap: scene.isRoute ? "round" : "square" });
    if (scene.isRoute) {
      const arrows = arrowsAlong(lines.map(({ points }) => points));
      drawArrows(context, arrows, { fill: scene.colours.accent, edge: scene.colours.land });
    }
    for (const [lon, lat] of scene.ringed) {
      drawRing(context, project(lon, lat), { colour: scene.colours.accent, radiusPx: SELECTED_RADIUS_PX });
    }
    this.#onScreen = [];
    if (scene.hasVehicles) this.#drawVehicles(scene, project);
    for (const pill of scene.pills) {
      drawClusterPill(context, pill, { at: project(pill.lon, pill.lat), colours: scene.colours });
    }
  }

  #spritesFor({ camera, colours, pixelRatio, vehicleScale }: OverlayScene): VehicleSprites {
    const sizePx = vehicleSizePx(camera.zoom) * vehicleScale;
    // Far out, hundreds of arrows in full ink would be the loudest thing on the map.
    const look = { fill: camera.zoom < FULL_INK_ZOOM ? colours.ink2 : colours.ink, halo: colours.land };
    const key = `${sizePx} ${pixelRatio} ${look.fill} ${look.halo}`;
    if (!this.#sprites || key !== this.#spriteKey) {
      this.#sprites = drawVehicleSprites({ colours: look, sizePx, pixelRatio });
      this.#spriteKey = key;
    }
    return this.#sprites;
  }

  #drawVehicles(scene: OverlayScene, project: (lon: number, lat: number) => ScreenPoint): void {
    const sprites = this.#spritesFor(scene);
    const { widthPx, heightPx } = scene.camera;
    const sidePx = sprites.cellPx / scene.pixelRatio;
    for (const vehicle of this.#fleet.drawnAt(scene.at, scene.isStepping)) {
      const { x, y } = project(vehicle.lon, vehicle.lat);
      const isOutside =
        x < -FAR_OUTSIDE_PX ||
        y < -FAR_OUTSIDE_PX ||
        x > widthPx + FAR_OUTSIDE_PX ||
        y > heightPx + FAR_OUTSIDE_PX;
      if (isOutside) continue;
      this.#onScreen.push({ handle: vehicle.handle, x, y });
      const isOld = scene.isFrozen || vehicle.ageMs > GLIDE_MS;
      this.#context.globalAlpha = isOld ? OLD_ALPHA : 1;
      this.#drawVehicle(vehicle, { x, y }, sprites, sidePx);
      this.#context.globalAlpha = 1;
      if (isOld && scene.camera.zoom >= RING_ZOOM) this.#drawAge(vehicle, { x, y }, { scene, sidePx });
    }
  }

  #drawVehicle(vehicle: DrawnVehicle, at: ScreenPoint, sprites: VehicleSprites, sidePx: number): void {
    const { image, cellPx } = sprites;
    const from = spriteIndex(vehicle.headingDeg) * cellPx;
    const [left, top] = [at.x - sidePx / 2, at.y - sidePx / 2];
    this.#context.drawImage(image, from, 0, cellPx, cellPx, left, top, sidePx, sidePx);
  }

  /** A ring around one that stands because nothing was heard of it, and from near on how long ago that is. */
  #drawAge(
    vehicle: DrawnVehicle,
    at: ScreenPoint,
    { scene, sidePx }: { scene: OverlayScene; sidePx: number },
  ): void {
    this.#drawRing(at, sidePx, scene.colours.ink3);
    if (scene.camera.zoom < AGE_TEXT_ZOOM) return;
    const context = this.#context;
    context.font = AGE_FONT;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillStyle = scene.colours.ink2;
    const ageS = Math.round((vehicle.ageMs + scene.drawDelayMs) / 1_000);
    context.fillText(`${ageS} s`, at.x + sidePx / 2 + RING_EXTRA_PX + 2, at.y);
  }

  #drawRing(at: ScreenPoint, sidePx: number, colour: string): void {
    const context = this.#context;
    context.beginPath();
    context.arc(at.x, at.y, sidePx / 2 + RING_EXTRA_PX - 2, 0, 2 * Math.PI);
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.setLineDash([2, 2]);
    context.stroke();
    context.setLineDash([]);
  }
}
