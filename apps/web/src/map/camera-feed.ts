import type { Camera } from "./overlay/camera.ts";

/** Tells a part of the page where the camera is, now and after every move, without a render. */
export interface CameraFeed {
  current(): Camera | null;
  subscribe(listener: (camera: Camera) => void): () => void;
}
