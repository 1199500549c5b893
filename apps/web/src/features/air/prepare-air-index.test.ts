import type { StationIndex } from "@arterial/domain/air/station-index";
import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../i18n/messages.ts";
import { prepareAirIndex } from "./prepare-air-index.ts";

const INDEX: StationIndex = {
  us: { index: 66, category: "moderate", measure: "pm25_24h" },
  usMissing: ["co_8h"],
  nowcasts: { pm25: 17.49, pm10: null },
  european: { level: "fair", pollutant: "pm25" },
  europeanMissing: [],
};

describe("prepareAirIndex", () => {
  it("names the standard, the category, the pollutant and what is missing", () => {
    expect(prepareAirIndex(INDEX, ENGLISH.devices.air)).toEqual([
      {
        standard: "US AQI (EPA 2024)",
        value: "66 · Moderate",
        detail: "from PM2.5, NowCast · without CO, 8 h",
      },
      { standard: "European index (2024)", value: "Fair", detail: "from PM2.5" },
      { standard: "NowCast PM2.5", value: "17.4 µg/m³", detail: "" },
      { standard: "NowCast PM10", value: "too few complete hours", detail: "" },
    ]);
  });

  it("says when the scale has ended, and when there is no index", () => {
    const beyond = { ...INDEX, us: { index: 620, category: "hazardous", measure: "pm25_24h" } } as const;
    expect(prepareAirIndex(beyond, ENGLISH.devices.air)[0]?.value).toBe("620 · Beyond the AQI");
    const none = { ...INDEX, us: null, european: null };
    const values = prepareAirIndex(none, ENGLISH.devices.air).slice(0, 2);
    expect(values.map(({ value }) => value)).toEqual(["too few complete hours", "too few complete hours"]);
  });
});
