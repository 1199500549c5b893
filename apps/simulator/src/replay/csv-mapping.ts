import { READING_SCHEMAS } from "@arterial/domain/observation";
import { z } from "zod";

/** Conversions to the unit that a field's name says: value × factor + offset. */
const CONVERSIONS = {
  none: { factor: 1, offset: 0 },
  fahrenheitToCelsius: { factor: 5 / 9, offset: (-32 * 5) / 9 },
  mphToMs: { factor: 0.44704, offset: 0 },
  knotsToMs: { factor: 1852 / 3600, offset: 0 },
  inchToMm: { factor: 25.4, offset: 0 },
  mileToM: { factor: 1609.344, offset: 0 },
  kmToM: { factor: 1000, offset: 0 },
  percentToFraction: { factor: 0.01, offset: 0 },
  microgramToMilligram: { factor: 0.001, offset: 0 },
} as const;
export type Conversion = keyof typeof CONVERSIONS;

const fieldSchema = z.object({
  column: z.string().min(1),
  convert: z.enum(Object.keys(CONVERSIONS) as [Conversion, ...Conversion[]]).default("none"),
});

/** How the rows of a CSV file become readings: data, so that a new file needs no code. */
export const csvMappingSchema = z.object({
  /**
   * Column with an ISO time with its offset, or epoch milliseconds; `utcOffsetHours` for times without one. Or columns
   * of year, month, day and hour with the offset of their clock from UTC.
   */
  time: z.union([
    z.object({ column: z.string().min(1), utcOffsetHours: z.number().min(-14).max(14).optional() }),
    z.object({
      year: z.string(),
      month: z.string(),
      day: z.string(),
      hour: z.string(),
      utcOffsetHours: z.number().min(-14).max(14),
    }),
  ]),
  /** Column that names the device. */
  deviceColumn: z.string().min(1),
  /** Texts that stand for no value. */
  missing: z.array(z.string()).default(["NA", ""]),
  /** Fields of a reading by kind. */
  fields: z.partialRecord(z.enum(["air", "weather"]), z.record(z.string(), fieldSchema)),
  /** Columns of the file of stations, for `--register`. */
  stations: z
    .object({ id: z.string(), lon: z.string(), lat: z.string(), name: z.string().optional() })
    .optional(),
});
export type CsvMapping = z.output<typeof csvMappingSchema>;

/** Mappings of data sets that are replayed often, by name. */
export const KNOWN_MAPPINGS: Readonly<Record<string, CsvMapping>> = {
  /** Beijing Multi-Site Air Quality (UCI): µg/m³, °C, hPa, mm, m/s; hours of the local clock, UTC+8. */
  "beijing-prsa": csvMappingSchema.parse({
    time: { year: "year", month: "month", day: "day", hour: "hour", utcOffsetHours: 8 },
    deviceColumn: "station",
    fields: {
      air: {
        pm25: { column: "PM2.5" },
        pm10: { column: "PM10" },
        no2: { column: "NO2" },
        o3: { column: "O3" },
        so2: { column: "SO2" },
        co: { column: "CO", convert: "microgramToMilligram" },
      },
      weather: {
        temperatureC: { column: "TEMP" },
        pressureHpa: { column: "PRES" },
        precipitationMmH: { column: "RAIN" },
        windMs: { column: "WSPM" },
      },
    },
    stations: { id: "station", lon: "lon", lat: "lat" },
  }),
  /** nycflights13: °F, mph, inches an hour, miles, millibars; `time_hour` in UTC. */
  "nyc-weather": csvMappingSchema.parse({
    time: { column: "time_hour" },
    deviceColumn: "origin",
    fields: {
      weather: {
        temperatureC: { column: "temp", convert: "fahrenheitToCelsius" },
        relativeHumidity: { column: "humid", convert: "percentToFraction" },
        precipitationMmH: { column: "precip", convert: "inchToMm" },
        windMs: { column: "wind_speed", convert: "mphToMs" },
        windDeg: { column: "wind_dir" },
        visibilityM: { column: "visib", convert: "mileToM" },
        pressureHpa: { column: "pressure" },
      },
    },
    stations: { id: "faa", lon: "lon", lat: "lat", name: "name" },
  }),
};

/** Kinds that are recorded in CSV files. */
export type WeatherOrAir = "air" | "weather";

/** Fields that a reading of a kind may have, besides its time. */
export function fieldsOf(kind: WeatherOrAir): string[] {
  return Object.keys(READING_SCHEMAS[kind].shape).filter((field) => field !== "ts" && field !== "seq");
}

const OWN_TIME_COLUMNS = ["ts", "time", "timestamp"];
const OWN_DEVICE_COLUMNS = ["device", "deviceId", "station"];

/** The mapping of a file whose columns have the names of a reading's own fields, in their units; absent when it is none. */
function ownMapping(columns: readonly string[], kind: WeatherOrAir): CsvMapping | undefined {
  const timeColumn = OWN_TIME_COLUMNS.find((name) => columns.includes(name));
  const deviceColumn = OWN_DEVICE_COLUMNS.find((name) => columns.includes(name));
  const present = fieldsOf(kind).filter((name) => columns.includes(name));
  if (timeColumn === undefined || deviceColumn === undefined || present.length === 0) return undefined;
  return csvMappingSchema.parse({
    time: { column: timeColumn },
    deviceColumn,
    fields: { [kind]: Object.fromEntries(present.map((name) => [name, { column: name }])) },
    stations: { id: deviceColumn, lon: "lon", lat: "lat" },
  });
}

/** The mapping that fits a file's columns, for a kind: its own names or a known data set's. */
export function findMapping(columns: readonly string[], kind: WeatherOrAir): CsvMapping | undefined {
  return [ownMapping(columns, kind), ...Object.values(KNOWN_MAPPINGS)].find(
    (mapping) => mapping && missingColumns(mapping, columns, kind).length === 0,
  );
}

/** Columns that a mapping needs for a kind and a file does not have. */
export function missingColumns(
  mapping: CsvMapping,
  columns: readonly string[],
  kind: WeatherOrAir,
): string[] {
  const fields = Object.values(mapping.fields[kind] ?? {});
  if (fields.length === 0) return [`with a value of ${kind}`];
  const { time } = mapping;
  const times = "column" in time ? [time.column] : [time.year, time.month, time.day, time.hour];
  const needed = [mapping.deviceColumn, ...times, ...fields.map((field) => field.column)];
  return needed.filter((column) => !columns.includes(column));
}

/** Converts a value to the unit of its field; four decimals, which no such instrument reaches. */
export function convert(value: number, conversion: Conversion): number {
  const { factor, offset } = CONVERSIONS[conversion];
  return Math.round((value * factor + offset) * 1e4) / 1e4;
}
