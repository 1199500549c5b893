import type { ObservationTable } from "../observation-table.ts";

/** Readings of weather stations. */
export const WEATHER_TABLE: ObservationTable<"weather"> = {
  kind: "weather",
  table: "weather_observation",
  identity: ["seq"],
  listedBy: "time",
  hasLatest: true,
  columns: [
    { column: "temperature_c", field: "temperatureC", type: "float8" },
    { column: "relative_humidity", field: "relativeHumidity", type: "float8" },
    { column: "precipitation_mm_h", field: "precipitationMmH", type: "float8" },
    { column: "wind_ms", field: "windMs", type: "float8" },
    { column: "wind_deg", field: "windDeg", type: "float8" },
    { column: "visibility_m", field: "visibilityM", type: "float8" },
    { column: "pressure_hpa", field: "pressureHpa", type: "float8" },
  ],
};
