import { expect, it } from "vitest";
import { formatArea, formatLength } from "./format-measured.ts";

it.each([
  [0, "0.0 m"],
  [3.46, "3.5 m"],
  [99.96, "100 m"],
  [421.4, "421 m"],
  [999.6, "1.00 km"],
  [12_345, "12.35 km"],
])("writes a length of %d m as %s", (lengthM, text) => {
  expect(formatLength(lengthM)).toBe(text);
});

it.each([
  [0, "0 m²"],
  [812.6, "813 m²"],
  [9_999.7, "1.00 ha"],
  [60_000, "6.00 ha"],
  [999_980, "1.00 km²"],
  [2_340_000, "2.34 km²"],
])("writes an area of %d m² as %s", (areaM2, text) => {
  expect(formatArea(areaM2)).toBe(text);
});
