import type { Palette } from "../../ui/tokens.ts";
import { type Camera, isSameCamera, type ScreenPoint } from "../overlay/camera.ts";
import { fitCanvas } from "../overlay/fit-canvas.ts";
import { MarkerSprites } from "./marker-sprites.ts";
import { type LayeredMarkers, markersNear, type PlacedMarker, placeMarkers } from "./place-markers.ts";

/** What the markers are drawn from. */
export interface MarkerScene {
  camera: Camera;
  colours: Palette;
  pixelRatio: number;
  /** Another object whenever it holds anything else. */
  markers: LayeredMarkers;
}

/**
 * The canvas of the devices' markers, above the map's labels and below what moves: a reading that changes a number draws
 * this one again, and never wakes the map's own renderer.
 */
export class MarkerCanvas {
  readonly #context: CanvasRenderingContext2D;
  readonly #sprites = new MarkerSprites();
  #drawn: MarkerScene | undefined;
  #placed: readonly PlacedMarker[] = [];

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("this browser has no 2D canvas");
    this.#context = context;
  }

  /** What was drawn last; another array with every drawing. */
  get placed(): readonly PlacedMarker[] {
    return this.#placed;
  }

  /** Has everything drawn anew next time: what was written before its font had come is in another one. */
  forget(): void {
    this.#sprites.forget();
    this.#drawn = undefined;
  }

  /** Draws what is not drawn yet. */
  draw(scene: MarkerScene): void {
    const drawn = this.#drawn;
    const isDrawn =
      drawn?.markers === scene.markers &&
      drawn.colours === scene.colours &&
      drawn.pixelRatio === scene.pixelRatio &&
      isSameCamera(drawn.camera, scene.camera);
    if (isDrawn) return;
    this.#drawn = scene;
    fitCanvas(this.#context, scene);
    this.#placed = placeMarkers(scene.markers, scene.camera);
    const { colours } = scene;
    const { zoom } = scene.camera;
    for (const { layer, marker, at } of this.#placed)
      layer.drawBelow?.(this.#context, marker, { at, zoom, colours });
    for (const place of this.#placed) if (!place.isCrowdedOut) this.#drawMarker(place, scene);
    // The browser hands on a canvas with every frame of the page, also an empty one.
    this.#context.canvas.hidden = this.#placed.length === 0;
  }

  /** The markers within reach of a point, px. */
  near(point: ScreenPoint, reachPx: number): PlacedMarker[] {
    return markersNear(this.#placed, point, reachPx);
  }

  #drawMarker({ layer, marker, at }: PlacedMarker, { camera, ...look }: MarkerScene): void {
    const size = layer.sizeAt?.(camera.zoom);
    const icon = size === undefined ? marker.icon : `${marker.icon}/${size}`;
    const sprite = this.#sprites.get(layer, { icon, text: marker.text }, look);
    if (!sprite) return;
    const { image, widthPx, heightPx } = sprite;
    // On whole px of the screen, or its letters are blurred.
    const ratio = look.pixelRatio;
    const left = Math.round((at.x - widthPx / 2) * ratio) / ratio;
    const top = Math.round((at.y - heightPx / 2) * ratio) / ratio;
    this.#context.drawImage(image, left, top, image.width / ratio, image.height / ratio);
  }
}
