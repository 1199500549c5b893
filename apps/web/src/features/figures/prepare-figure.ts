import { AQI_CATEGORIES, type AqiCategory } from "@arterial/domain/air/aqi";
import { type DataAge, dataAge } from "@arterial/domain/data-age";
import type { CityFigure } from "@arterial/domain/live/frame";
import type { Messages } from "../../i18n/messages.ts";
import { compassIndex } from "../../ui/compass.ts";
import { hasFewSensors } from "../../ui/few-sensors.ts";
import { formatAge } from "../../ui/format-duration.ts";
import { formatNumber, formatRange } from "../../ui/format-number.ts";
import type { TimeFormat } from "../../ui/format-time.ts";

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

/** Decimals of each figure. */
export const FIGURE_DECIMALS: Readonly<Record<CityFigure["id"], number>> = {
  travelTimeIndex: 2,
  spaceMeanSpeed: 1,
  congestedLength: 1,
  delay: 0,
  vehicles: 0,
  air: 0,
  parking: 0,
  weather: 1,
};

/** Decimals of a typical range: a range is read as a whole, tenths of it say nothing. */
const RANGE_DECIMALS: Readonly<Partial<Record<CityFigure["id"], number>>> = { travelTimeIndex: 2 };

/** Characters from which a range leaves no room for the whole word before it. */
const LONG_RANGE = 10;

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
  /** How old it is in words, unless it is fresh. */
  ageNote: string | null;
  /** Second line: what is typical, or what belongs to the value. */
  note: string;
  /** Outside of the typical range. */
  direction: "above" | "below" | null;
  /** How many sensors of how many; `basis` names what is counted. */
  quality: string;
  basis: string;
  /** Short facts that belong to the value and stand in the place of the trend. */
  aside: readonly string[];
  isDoubtful: boolean;
  trend: readonly (number | null)[];
  typical: { low: number; high: number } | null;
}

function unitOf(figure: CityFigure, words: Messages["live"]["figures"]): string {
  const capacity = figure.detail.capacity;
  if (figure.id === "parking" && typeof capacity === "number")
    return words.ofCapacity(formatNumber(capacity));
  const category = figure.detail.category;
  if (figure.id === "air" && isAqiCategory(category)) return words.airCategories[category];
  return words.units[figure.id];
}

function isAqiCategory(value: unknown): value is AqiCategory {
  return AQI_CATEGORIES.some((category) => category === value);
}

function windWords(detail: CityFigure["detail"], messages: Messages): string | null {
  if (typeof detail.windMs !== "number") return null;
  const compass = messages.devices.compass;
  const degrees = detail.windDeg;
  const from = typeof degrees === "number" ? (compass[compassIndex(degrees)] ?? "") : "";
  return messages.live.figures.wind(formatNumber(detail.windMs, { decimals: 1 }), from);
}

function weatherAside(detail: CityFigure["detail"], messages: Messages): string[] {
  const words = messages.live.figures;
  const rain = detail.precipitationMmH;
  const rainWords =
    typeof rain !== "number" ? null : rain > 0 ? words.rain(formatNumber(rain, { decimals: 1 })) : words.dry;
  return [rainWords, windWords(detail, messages)].filter((part) => part !== null);
}

function weatherNote(detail: CityFigure["detail"], messages: Messages): string {
  const visibility = detail.visibilityM;
  if (typeof visibility !== "number") return "";
  return messages.live.figures.visibility(formatNumber(visibility / 1000, { decimals: 1 }));
}

/** As it is written: nobody is told that 1.03 lies above 1.02–1.03. */
function written(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

function directionOf({ id, value, typical }: CityFigure): FigureView["direction"] {
  if (value === null || !typical) return null;
  const read = written(value, FIGURE_DECIMALS[id]);
  const rangeDecimals = RANGE_DECIMALS[id] ?? 0;
  if (value > typical.high && read > written(typical.high, rangeDecimals)) return "above";
  return value < typical.low && read < written(typical.low, rangeDecimals) ? "below" : null;
}

function noteOf(figure: CityFigure, messages: Messages): string {
  const words = messages.live.figures;
  if (figure.id === "weather") return weatherNote(figure.detail, messages);
  if (figure.value === null) return words.noReading;
  if (!figure.typical) return words.noTypical;
  const { low, high } = figure.typical;
  const range = formatRange(low, high, { decimals: RANGE_DECIMALS[figure.id] ?? 0 });
  return range.length >= LONG_RANGE ? words.typicalShort(range) : words.typical(range);
}

function ageNoteOf(figure: CityFigure, age: DataAge, context: FigureContext): string | null {
  const { newestAt } = figure;
  if (age === "fresh" || newestAt === null) return null;
  const { panel } = context.messages.live;
  if (age === "late") return panel.newest(formatAge(context.now - newestAt));
  const { timeFormat } = context;
  return panel.since(`${timeFormat.clock(newestAt)} ${timeFormat.zone(newestAt)}`);
}

/** What the words of a figure depend on beside itself. */
export interface FigureContext {
  /** The shown moment, epoch ms. */
  now: number;
  messages: Messages;
  timeFormat: TimeFormat;
}

/** Words and numbers of one figure. */
export function prepareFigure(figure: CityFigure, context: FigureContext): FigureView {
  const { now, messages } = context;
  const words = messages.live.figures;
  const age =
    figure.value === null
      ? "fresh"
      : dataAge({ newestAt: figure.newestAt, now, expectedIntervalS: EXPECTED_INTERVAL_S[figure.id] });
  const { used, total, basis } = figure.quality;
  return {
    id: figure.id,
    name: words.names[figure.id],
    value: formatNumber(figure.value, { decimals: FIGURE_DECIMALS[figure.id] }),
    unit: unitOf(figure, words),
    age,
    ageNote: ageNoteOf(figure, age, context),
    note: noteOf(figure, messages),
    direction: figure.id === "weather" ? null : directionOf(figure),
    quality: words.quality(formatNumber(used), formatNumber(total)),
    basis: words.basis[basis],
    aside: figure.id === "weather" ? weatherAside(figure.detail, messages) : [],
    isDoubtful: hasFewSensors(figure.quality),
    trend: figure.trend,
    typical: figure.typical,
  };
}
