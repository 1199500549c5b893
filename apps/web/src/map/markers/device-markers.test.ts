import type { LiveDevice } from "@arterial/domain/live/frame";
import { expect, test } from "vitest";
import { describeAir } from "../../features/air/prepare-air-layer.ts";
import { describeCamera } from "../../features/camera/prepare-camera-layer.ts";
import { describeParking } from "../../features/parking/prepare-parking-layer.ts";
import { describeLoop } from "../../features/traffic/prepare-loop-layer.ts";
import { describeWeather } from "../../features/weather/prepare-weather-layer.ts";
import type { MapDevice } from "../live-map-props.ts";
import { deviceMarkers } from "./device-markers.ts";

const NOW = 1_800_000_000_000;
const device: MapDevice = { id: "x-1", kind: "air", name: "", lon: 11, lat: 54.6, expectedIntervalS: 60 };

test("an air station shows its fine dust, a dash without one or when it is offline", () => {
  expect(describeAir(device, { pm25: 17.4 }, "fresh")).toEqual({ icon: "air-pill/fresh/normal", text: "17" });
  expect(describeAir(device, { pm25: 117.4 }, "late")).toEqual({ icon: "air-pill/late/wide", text: "117" });
  expect(describeAir(device, { no2: 20 }, "fresh").text).toBe("–");
  expect(describeAir(device, { pm25: 17.4 }, "offline").text).toBe("–");
});

test.each([
  [{ occupied: 50, capacity: 100 }, "fresh", "8"],
  [{ occupied: 0 }, "fresh", "0"],
  [{ occupied: 900 }, "late", "15"],
  [null, "offline", "none"],
  [{ occupied: 50 }, "offline", "none"],
] as const)("a car park with %o that is %s fills %s of 15 steps", (values, age, filled) => {
  const park = { ...device, capacity: 300 };
  expect(describeParking(park, values, age).icon).toBe(`parking-square/${age}/${filled}`);
});

test("a car park of unknown size shows no bar", () => {
  expect(describeParking(device, { occupied: 5 }, "fresh").icon).toBe("parking-square/fresh/none");
});

test("a weather station shows whole degrees with a true minus, and drops while it rains", () => {
  const frost = describeWeather(device, { temperatureC: -3.6, precipitationMmH: 1 }, "fresh");
  expect(frost).toEqual({ icon: "weather-mark/fresh/rain", text: "−4°" });
  expect(describeWeather(device, { temperatureC: -0.2 }, "fresh").text).toBe("0°");
  expect(describeWeather(device, {}, "fresh").text).toBe("–");
});

test("a camera has a cone when it is known where it looks", () => {
  expect(describeCamera({ ...device, headingDeg: 40, fieldOfViewDeg: 62 }, null, "fresh")).toMatchObject({
    headingDeg: 40,
    fieldDeg: 60,
  });
  expect(describeCamera(device, null, "fresh")).not.toHaveProperty("headingDeg");
});

test("devices of a kind become markers whose age follows the clock", () => {
  const reading: LiveDevice = { id: "x-1", kind: "traffic", ts: NOW, receivedAt: NOW, values: {} };
  const loops = [
    { ...device, kind: "traffic" as const },
    { ...device, id: "x-2", kind: "air" as const },
  ];
  const ageAt = (now: number) =>
    deviceMarkers({
      kind: "traffic",
      devices: loops,
      live: new Map([["x-1", reading]]),
      now,
      describe: describeLoop,
    }).map(({ icon }) => icon);
  expect(ageAt(NOW + 60_000)).toEqual(["loop-dot/fresh"]);
  expect(ageAt(NOW + 200_000)).toEqual(["loop-dot/late"]);
  expect(ageAt(NOW + 400_000)).toEqual(["loop-dot/stale"]);
});
