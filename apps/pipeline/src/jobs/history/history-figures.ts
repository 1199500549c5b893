import type { FigureTypical } from "@arterial/db/timeseries/figure/figure-profile";
import type { SegmentSeries } from "@arterial/domain/recording/history-recording";
import { spreadOf } from "@arterial/domain/statistics/quantile";
import { HOURS_OF_WEEK } from "@arterial/domain/time/hour-of-week";
import { classOfRatio } from "@arterial/domain/traffic/congestion";
import { delayVehicleHours } from "@arterial/domain/traffic/edie";
import { hourOfSlot } from "./history-profiles.ts";

interface CitySums {
  km: number;
  hours: number;
  freeKm: number;
  delayHours: number;
  congestedM: number;
}

/** Typical traffic figures of the city by hour of the week, by the definitions of the live ones (traffic-figures.ts). */
export function historyFigureProfile(
  segments: readonly SegmentSeries[],
  options: { intervalS: number; freeFlowKmh: (segmentId: string) => number },
): (FigureTypical & { hourOfWeek: number })[] {
  const { intervalS, freeFlowKmh } = options;
  const slots = segments[0]?.count.length ?? 0;
  const values = new Map<string, number[][]>();
  for (let slot = 0; slot < slots; slot += 1) {
    const sums = sumSlot(segments, slot, freeFlowKmh);
    if (sums.km <= 0) continue;
    const figures = {
      travelTimeIndex: sums.freeKm / sums.km,
      spaceMeanSpeed: sums.km / sums.hours,
      congestedLength: sums.congestedM / 1000,
      delay: (sums.delayHours * 3600) / intervalS,
      vehicles: (sums.hours * 3600) / intervalS,
    };
    for (const [figure, value] of Object.entries(figures)) {
      const hours = values.get(figure) ?? Array.from({ length: HOURS_OF_WEEK }, () => []);
      values.set(figure, hours);
      hours[hourOfSlot(slot, intervalS)]?.push(value);
    }
  }
  return [...values].flatMap(([figure, hours]) =>
    hours.flatMap((list, hourOfWeek) => {
      const spread = spreadOf(list);
      return spread ? [{ figure, hourOfWeek, p15: spread.p15, p50: spread.p50, p85: spread.p85 }] : [];
    }),
  );
}

function sumSlot(
  segments: readonly SegmentSeries[],
  slot: number,
  freeFlowKmh: (segmentId: string) => number,
): CitySums {
  const sums: CitySums = { km: 0, hours: 0, freeKm: 0, delayHours: 0, congestedM: 0 };
  for (const segment of segments) {
    const speedKmh = segment.speedKmh[slot] ?? Number.NaN;
    if (!(speedKmh > 0)) continue;
    const free = freeFlowKmh(segment.segmentId);
    const vehicleKm = ((segment.count[slot] ?? 0) * segment.lengthM) / 1000;
    const vehicleHours = vehicleKm / speedKmh;
    sums.km += vehicleKm;
    sums.hours += vehicleHours;
    sums.freeKm += free * vehicleHours;
    sums.delayHours += delayVehicleHours({ vehicleKm, vehicleHours }, free);
    const name = classOfRatio(speedKmh / free);
    if (name === "heavy" || name === "severe") sums.congestedM += segment.lengthM;
  }
  return sums;
}
