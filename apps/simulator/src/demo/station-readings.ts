import type { Device } from "@arterial/domain/device-kind";
import { airAt } from "../model/air.ts";
import type { Demand } from "../model/demand.ts";
import { createLocalTime } from "../model/local-time.ts";
import { occupiedAt, parkingUseOf } from "../model/parking.ts";
import { weatherAt } from "../model/weather.ts";
import type { OutgoingReading } from "../publish/publisher.ts";

/** Kinds whose readings a model makes; those of loops, cameras and vehicles come from the recorded vehicles. */
export type ModelledKind = "air" | "weather" | "parking";
export type ModelledDevice = Device & { kind: ModelledKind };

/** The reading of a modelled device at any time, past ones too; the same for the same time. */
export type StationReading = (device: ModelledDevice, atMs: number) => OutgoingReading;

/** Whether a model makes the readings of this device. */
export function isModelled(device: Device): device is ModelledDevice {
  return device.kind === "air" || device.kind === "weather" || device.kind === "parking";
}

/** Weather of the air model is that of the city, not of one station. */
const CITY_WEATHER = "city";

/** Creates the readings of a city's air, weather and parking devices from the models in `model/`. */
export function createStationReading(city: { timeZone: string; demand: Demand }): StationReading {
  const localTimeAt = createLocalTime(city.timeZone);
  return (device, atMs) => {
    const local = localTimeAt(atMs);
    if (device.kind === "weather") return { ts: atMs, ...weatherAt(device.id, atMs, local) };
    if (device.kind === "parking") {
      const capacity = device.capacity ?? 100;
      const carPark = { id: device.id, capacity, use: parkingUseOf(device) };
      return { ts: atMs, occupied: occupiedAt(carPark, atMs, local), capacity };
    }
    const air = airAt({
      stationId: device.id,
      atMs,
      local,
      trafficIndex: city.demand(local.hourOfWeek),
      weather: weatherAt(CITY_WEATHER, atMs, local),
    });
    return { ts: atMs, ...air };
  };
}
