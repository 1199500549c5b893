import type { Camera } from "./camera.ts";

/** Empties a canvas that lies over the map, as large as that is; what is drawn on it is measured in px of the page. */
export function fitCanvas(
  context: CanvasRenderingContext2D,
  { camera, pixelRatio }: { camera: Pick<Camera, "widthPx" | "heightPx">; pixelRatio: number },
): void {
  const { canvas } = context;
  const width = Math.round(camera.widthPx * pixelRatio);
  const height = Math.round(camera.heightPx * pixelRatio);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
}
