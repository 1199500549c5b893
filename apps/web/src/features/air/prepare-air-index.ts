import type { StationIndex } from "@arterial/domain/air/station-index";
import type { Messages } from "../../i18n/messages.ts";
import { formatNumber } from "../../ui/format-number.ts";

/** One standard's word about a station. */
export interface IndexRow {
  standard: string;
  /** Number and category, or that there is none. */
  value: string;
  /** What it comes from, and what it is without. */
  detail: string;
}

const LAST_AQI = 500;
const CUTS = { pm25: 10, pm10: 1 } as const;

/** The indices of a station in words: each with its standard, category, dominant pollutant and what is missing. */
export function prepareAirIndex(index: StationIndex, words: Messages["devices"]["air"]): IndexRow[] {
  return [usRow(index, words), europeanRow(index, words), ...nowcastRows(index, words)];
}

function usRow({ us, usMissing }: StationIndex, { index: words }: Messages["devices"]["air"]): IndexRow {
  const missing = usMissing.map((measure) => words.measures[measure]);
  if (us === null) return { standard: words.us, value: words.none, detail: "" };
  const category = us.index > LAST_AQI ? words.beyond : words.categories[us.category];
  return {
    standard: words.us,
    value: `${us.index} · ${category}`,
    detail: sentence([words.dominant(words.measures[us.measure])], missing, words.partial),
  };
}

function europeanRow({ european, europeanMissing }: StationIndex, air: Messages["devices"]["air"]): IndexRow {
  const { index: words } = air;
  if (european === null) return { standard: words.european, value: words.none, detail: "" };
  const missing = europeanMissing.map((pollutant) => air[pollutant]);
  return {
    standard: words.european,
    value: words.levels[european.level],
    detail: sentence([words.dominant(air[european.pollutant])], missing, words.partial),
  };
}

function nowcastRows({ nowcasts }: StationIndex, air: Messages["devices"]["air"]): IndexRow[] {
  return (["pm25", "pm10"] as const).map((pollutant) => {
    const value = nowcasts[pollutant];
    const standard = air.index.nowcast(air[pollutant]);
    if (value === null) return { standard, value: air.index.none, detail: "" };
    // A NowCast is cut, not rounded, like any concentration of the AQI.
    const cut = Math.floor(value * CUTS[pollutant] + 1e-6) / CUTS[pollutant];
    const decimals = pollutant === "pm25" ? 1 : 0;
    return { standard, value: `${formatNumber(cut, { decimals })} µg/m³`, detail: "" };
  });
}

function sentence(parts: string[], missing: readonly string[], partial: (names: string) => string): string {
  return [...parts, ...(missing.length > 0 ? [partial(missing.join("; "))] : [])].join(" · ");
}
