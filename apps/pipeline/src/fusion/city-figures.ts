import type { Device } from "@arterial/domain/device-kind";
import type { CityFigure } from "@arterial/domain/live/frame";
import { quantile } from "@arterial/domain/statistics/quantile";
import type { StationAir } from "./air-now.ts";
import { type CityReadings, type DeviceReading, numberIn, usableReadings } from "./city-readings.ts";
import { type TrafficNow, trafficFigures } from "./traffic-figures.ts";

/** A figure before its past is added. */
export type FigureNow = Omit<CityFigure, "typical" | "trend">;

export interface CityNow extends Omit<TrafficNow, "vehicles"> {
  nowMs: number;
  devices: readonly Device[];
  readings: CityReadings;
  air: ReadonlyMap<string, StationAir>;
}

/** All figures of the city strip. */
export function cityFigures(now: CityNow): FigureNow[] {
  const usable = (kind: Device["kind"]) => usableReadings(now.devices, kind, now);
  const countOf = (kind: Device["kind"]) => now.devices.filter((device) => device.kind === kind).length;
  return [
    ...trafficFigures({ ...now, vehicles: now.readings.vehicles(now.nowMs) }),
    airFigure(usable("air"), countOf("air"), now.air),
    parkingFigure(usable("parking"), countOf("parking")),
    weatherFigure(usable("weather"), countOf("weather")),
  ];
}

/** The worst station's index: what is measured nowhere is not averaged away. */
function airFigure(
  usable: readonly DeviceReading[],
  total: number,
  air: ReadonlyMap<string, StationAir>,
): FigureNow {
  const stations = usable.flatMap(({ device, reading }) => {
    const value = air.get(device.id);
    return value ? [{ device, reading, value }] : [];
  });
  const worst = stations.toSorted((a, b) => b.value.index - a.value.index)[0];
  return {
    id: "air",
    value: worst?.value.index ?? null,
    quality: { used: stations.length, total, basis: "stations" },
    newestAt: newest(usable),
    detail: worst
      ? {
          category: worst.value.category,
          pollutant: worst.value.pollutant,
          concentration: worst.value.concentration,
          basis: worst.value.basis,
          deviceId: worst.device.id,
          station: worst.device.name,
        }
      : {},
  };
}

/** Free places of all car parks that are heard from. */
function parkingFigure(usable: readonly DeviceReading[], total: number): FigureNow {
  const sites = usable.flatMap(({ device, reading }) => {
    const occupied = numberIn(reading, "occupied");
    const capacity = numberIn(reading, "capacity") ?? device.capacity ?? null;
    return occupied === null || capacity === null ? [] : [{ occupied, capacity, reading, device }];
  });
  const capacity = sites.reduce((sum, site) => sum + site.capacity, 0);
  return {
    id: "parking",
    value:
      sites.length === 0
        ? null
        : sites.reduce((sum, site) => sum + Math.max(0, site.capacity - site.occupied), 0),
    quality: { used: sites.length, total, basis: "sites" },
    newestAt: newest(sites),
    detail: { capacity },
  };
}

/** Air temperature as the median of the stations; the other facts likewise, rain as the most that is measured. */
function weatherFigure(usable: readonly DeviceReading[], total: number): FigureNow {
  const values = (field: string) =>
    usable.map(({ reading }) => numberIn(reading, field)).filter((value) => value !== null);
  const median = (field: string) => quantile(values(field), 0.5);
  const rain = values("precipitationMmH");
  const windiest = usable.toSorted(
    (a, b) => (numberIn(b.reading, "windMs") ?? -1) - (numberIn(a.reading, "windMs") ?? -1),
  )[0];
  return {
    id: "weather",
    value: median("temperatureC"),
    quality: { used: usable.length, total, basis: "stations" },
    newestAt: newest(usable),
    detail: {
      precipitationMmH: rain.length === 0 ? null : Math.max(...rain),
      windMs: windiest ? numberIn(windiest.reading, "windMs") : null,
      windDeg: windiest ? numberIn(windiest.reading, "windDeg") : null,
      visibilityM: values("visibilityM").length === 0 ? null : Math.min(...values("visibilityM")),
      relativeHumidity: median("relativeHumidity"),
      pressureHpa: median("pressureHpa"),
    },
  };
}

function newest(readings: readonly DeviceReading[]): number | null {
  return readings.length === 0 ? null : Math.max(...readings.map(({ reading }) => reading.ts));
}
