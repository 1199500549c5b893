import { airLayer } from "../../features/air/air-layer.ts";
import { cameraLayer } from "../../features/camera/camera-layer.ts";
import { parkingLayer } from "../../features/parking/parking-layer.ts";
import { loopLayer } from "../../features/traffic/loop-layer.ts";
import { weatherLayer } from "../../features/weather/weather-layer.ts";
import type { DeviceLayer } from "./device-layer.ts";

/** Layers of devices, least important first: a later one wins the place on the map. A new domain adds its own here. */
export const DEVICE_LAYERS: readonly DeviceLayer[] = [
  loopLayer,
  cameraLayer,
  weatherLayer,
  parkingLayer,
  airLayer,
];
