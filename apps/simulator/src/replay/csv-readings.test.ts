import { describe, expect, it } from "vitest";
import { type CsvMapping, convert, findMapping, KNOWN_MAPPINGS } from "./csv-mapping.ts";
import { type CsvRow, readingOfRow } from "./csv-readings.ts";

const PRSA = KNOWN_MAPPINGS["beijing-prsa"] as CsvMapping;
const NYC = KNOWN_MAPPINGS["nyc-weather"] as CsvMapping;

const PRSA_ROW: CsvRow = {
  year: "2013",
  month: "3",
  day: "1",
  hour: "0",
  "PM2.5": "9",
  PM10: "NA",
  SO2: "17",
  NO2: "",
  CO: "300",
  O3: "89",
  TEMP: "-0.5",
  PRES: "1024.5",
  RAIN: "0",
  WSPM: "5.7",
  station: "Dongsi",
};

describe("readingOfRow", () => {
  it("converts units and leaves gaps out", () => {
    expect(readingOfRow(PRSA_ROW, PRSA, "air")).toEqual({
      deviceId: "Dongsi",
      recordedMs: Date.parse("2013-03-01T00:00:00+08:00"),
      values: { pm25: 9, so2: 17, co: 0.3, o3: 89 },
    });
  });

  it("reads Fahrenheit, miles and inches as the units of the fields", () => {
    const row = {
      origin: "EWR",
      temp: "39.02",
      humid: "59.37",
      wind_dir: "270",
      wind_speed: "10.35702",
      precip: "0.1",
      pressure: "NA",
      visib: "10",
      time_hour: "2013-01-01T06:00:00Z",
    };
    expect(readingOfRow(row, NYC, "weather")).toEqual({
      deviceId: "EWR",
      recordedMs: Date.parse("2013-01-01T06:00:00Z"),
      values: {
        temperatureC: 3.9,
        relativeHumidity: 0.5937,
        precipitationMmH: 2.54,
        windMs: 4.63,
        windDeg: 270,
        visibilityM: 16_093.44,
      },
    });
  });

  it.each([
    ["without any value", { ...PRSA_ROW, "PM2.5": "NA", SO2: "NA", CO: "NA", O3: "NA" }],
    ["without a time", { ...PRSA_ROW, hour: "NA" }],
    ["without a device", { ...PRSA_ROW, station: "" }],
  ])("makes nothing of a row %s", (_, row) => {
    expect(readingOfRow(row, PRSA, "air")).toBeUndefined();
  });
});

describe("findMapping", () => {
  it("knows a file by its columns", () => {
    expect(findMapping(Object.keys(PRSA_ROW), "air")).toBe(PRSA);
    expect(findMapping(Object.keys(PRSA_ROW), "weather")).toBe(PRSA);
    expect(findMapping(["a", "b"], "air")).toBeUndefined();
  });

  it("knows a reading's own names, with times as devices write them", () => {
    const row = { ts: "2026-01-31T08:00:00+01:00", device: "air-1", pm25: "12.5", co: "", remark: "dry" };
    const mapping = findMapping(Object.keys(row), "air") as CsvMapping;
    const recordedMs = Date.UTC(2026, 0, 31, 7);
    const reading = { deviceId: "air-1", recordedMs, values: { pm25: 12.5 } };
    expect(readingOfRow(row, mapping, "air")).toEqual(reading);
    expect(readingOfRow({ ...row, ts: String(recordedMs) }, mapping, "air")).toEqual(reading);
    expect(readingOfRow({ ...row, ts: "2026-01-31 08:00" }, mapping, "air")).toBeUndefined();
    const local: CsvMapping = { ...mapping, time: { column: "ts", utcOffsetHours: 1 } };
    expect(readingOfRow({ ...row, ts: "2026-01-31 08:00" }, local, "air")).toEqual(reading);
  });
});

describe("convert", () => {
  it.each([
    [212, "fahrenheitToCelsius", 100],
    [-40, "fahrenheitToCelsius", -40],
    [1, "mileToM", 1609.344],
    [10, "knotsToMs", 5.1444],
  ] as const)("takes %d by %s for %d", (value, conversion, expected) => {
    expect(convert(value, conversion)).toBe(expected);
  });
});
