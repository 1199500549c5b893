import type { Device } from "@arterial/domain/device-kind";
import type { CityFigure } from "@arterial/domain/live/frame";
import { NO_QUALITY, type QualityShares } from "@arterial/domain/quality/quality-shares";
import { quantile } from "@arterial/domain/statistics/quantile";
import type { StationAir } from "./air-now.ts";
import { type CityReadings, type DeviceReading, numberIn, usableReadings } from "./city-readings.ts";
import { type TrafficNow, trafficFigures } from "./traffic-figures.ts";

/** A figure before its past is added. */
export type FigureNow = Omit<CityFigure, "typical" | "trend">;

export interface CityNow extends Omit<TrafficNow, "vehicles"> {
  nowMs: number;
  /** False for a sensor with a fault: its readings are left out. */
  isTrusted: (deviceId: string) => boolean;
  devices: readonly Device[];
  readings: CityReadings;
  air: ReadonlyMap<string, StationAir>;
}

/** All figures of the city strip. */
export function cityFigures(now: CityNow): FigureNow[] {
  const sites = (kind: Device["kind"]): Sites => {
    const readings = usableReadings(now.devices, kind, now);
    const total = now.devices.filter((device) => device.kind === kind).length;
    const trusted = readings.filter(({ device }) => now.isTrusted(device.id));
    return { readings: trusted, total, suspect: readings.length - trusted.length };
  };
  return [
    ...trafficFigures({ ...now, vehicles: now.readings.vehicles(now.nowMs) }),
    airFigure(sites("air"), now.air),
    parkingFigure(sites("parking")),
    weatherFigure(sites("weather")),
  ];
}

/** Sites of one kind: the newest readings of those that are heard and trusted, of how many, and how many are not trusted. */
interface Sites {
  readings: readonly DeviceReading[];
  total: number;
  suspect: number;
}

/** Nothing is filled in for a site: what is missing or not trusted is left out of the figure. */
function sharesOf(used: number, { total, suspect }: Sites): QualityShares {
  return total === 0 ? NO_QUALITY : { observed: used / total, imputed: 0, suspect: suspect / total };
}

/** The worst station's index: what is measured nowhere is not averaged away. */
function airFigure(sites: Sites, air: ReadonlyMap<string, StationAir>): FigureNow {
  const { readings: usable, total } = sites;
  const stations = usable.flatMap(({ device, reading }) => {
    const value = air.get(device.id);
    return value ? [{ device, reading, value }] : [];
  });
  const worst = stations.toSorted((a, b) => b.value.index - a.value.index)[0];
  return {
    id: "air",
    value: worst?.value.index ?? null,
    quality: { used: stations.length, total, basis: "stations", shares: sharesOf(stations.length, sites) },
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
function parkingFigure(all: Sites): FigureNow {
  const { total } = all;
  const sites = all.readings.flatMap(({ device, reading }) => {
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
    quality: { used: sites.length, total, basis: "sites", shares: sharesOf(sites.length, all) },
    newestAt: newest(sites),
    detail: { capacity },
  };
}

/** Air temperature as the median of the stations; the other facts likewise, rain as the most that is measured. */
function weatherFigure(sites: Sites): FigureNow {
  const { readings: usable, total } = sites;
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
    quality: { used: usable.length, total, basis: "stations", shares: sharesOf(usable.length, sites) },
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
