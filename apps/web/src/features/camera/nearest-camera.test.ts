import { expect, it } from "vitest";
import { nearestCamera } from "./nearest-camera.ts";

const at = (id: string, kind: "camera" | "air", lon: number, lat: number) => ({ id, kind, lon, lat });

it("finds the camera that is nearest on the ground, not in degrees", () => {
  const devices = [at("north", "camera", 10, 60.009), at("east", "camera", 10.015, 60)];
  expect(nearestCamera(devices, [10, 60])?.id).toBe("east");
});

it("passes over what is no camera, and finds none where there is none", () => {
  expect(nearestCamera([at("air", "air", 10, 60)], [10, 60])).toBeNull();
});
