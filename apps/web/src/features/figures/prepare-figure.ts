import { type DataAge, dataAge } from "@arterial/domain/data-age";
import type { CityFigure } from "@arterial/domain/live/frame";
import type { Messages } from "../../i18n/messages.ts";
import { compassIndex } from "../../ui/compass.ts";
import { hasFewSensors } from "../../ui/few-sensors.ts";
import { formatNumber, formatRange } from "../../ui/format-number.ts";

/** Figures in the order of the strip. */
export const FIGURE_IDS = [
  "travelTimeIndex",
  "spaceMeanSpeed",
  "congestedLength",
  "delay",
  "vehicles",
  "air",
  "parking",
  "weather",
] as const satisfies readonly CityFigure["id"][];

const DECIMALS: Readonly<Record<CityFigure["id"], number>> = {
  travelTimeIndex: 2,
  spaceMeanSpeed: 1,
  congestedLength: 1,
  delay: 0,
  vehicles: 0,
  air: 0,
  parking: 0,
  weather: 1,
};

/** Interval at which a figure's newest contribution is expected, s. */
const EXPECTED_INTERVAL_S: Readonly<Record<CityFigure["id"], number>> = {
  travelTimeIndex: 60,
  spaceMeanSpeed: 60,
  congestedLength: 60,
  delay: 60,
  vehicles: 10,
  air: 300,
  parking: 300,
  weather: 300,
};

/** A figure as it is written in the strip. */
export interface FigureView {
  id: CityFigure["id"];
  name: string;
  value: string;
  unit: string;
  age: DataAge;
  /** Second line: what is typical, or what belongs to the value. */
  note: string;
  /** Outside of the typical range. */
  direction: "above" | "below" | null;
  quality: string;
  isDoubtful: boolean;
  trend: readonly (number | null)[];
  typical: { low: number; high: number } | null;
}

function unitOf(figure: CityFigure, words: Messages["live"]["figures"]): string {
  const capacity = figure.detail.capacity;
  if (figure.id === "parking" && typeof capacity === "number")
    return words.ofCapacity(formatNumber(capacity));
  const category = figure.detail.category;
  if (figure.id === "air" && typeof category === "string") return category;
  return words.units[figure.id];
}

function windWords(detail: CityFigure["detail"], messages: Messages): string | null {
  if (typeof detail.windMs !== "number") return null;
  const compass = messages.devices.compass;
  const degrees = detail.windDeg;
  const from = typeof degrees === "number" ? (compass[compassIndex(degrees)] ?? "") : "";
  return messages.live.figures.wind(formatNumber(detail.windMs, { decimals: 1 }), from);
}

function weatherNote(detail: CityFigure["detail"], messages: Messages): string {
  const words = messages.live.figures;
  const rain = detail.precipitationMmH;
  const visibility = detail.visibilityM;
  const parts = [
    typeof rain !== "number" ? null : rain > 0 ? words.rain(formatNumber(rain, { decimals: 1 })) : words.dry,
    windWords(detail, messages),
    typeof visibility === "number" && !(typeof detail.windMs === "number")
      ? words.visibility(formatNumber(visibility / 1000, { decimals: 1 }))
      : null,
  ];
  return parts.filter((part) => part !== null).join(", ");
}

function directionOf(figure: CityFigure): FigureView["direction"] {
  const { value, typical } = figure;
  if (value === null || !typical) return null;
  if (value > typical.high) return "above";
  return value < typical.low ? "below" : null;
}

function noteOf(figure: CityFigure, messages: Messages): string {
  const words = messages.live.figures;
  if (figure.id === "weather") return weatherNote(figure.detail, messages);
  if (!figure.typical) return words.noTypical;
  const { low, high } = figure.typical;
  return words.typical(formatRange(low, high, { decimals: DECIMALS[figure.id] }));
}

/** Words and numbers of one figure. */
export function prepareFigure(figure: CityFigure, options: { now: number; messages: Messages }): FigureView {
  const { now, messages } = options;
  const words = messages.live.figures;
  const { used, total, basis } = figure.quality;
  return {
    id: figure.id,
    name: words.names[figure.id],
    value: formatNumber(figure.value, { decimals: DECIMALS[figure.id] }),
    unit: unitOf(figure, words),
    age:
      figure.value === null
        ? "fresh"
        : dataAge({ newestAt: figure.newestAt, now, expectedIntervalS: EXPECTED_INTERVAL_S[figure.id] }),
    note: noteOf(figure, messages),
    direction: figure.id === "weather" ? null : directionOf(figure),
    quality: words.quality(formatNumber(used), formatNumber(total), words.basis[basis]),
    isDoubtful: hasFewSensors(figure.quality),
    trend: figure.trend,
    typical: figure.typical,
  };
}
