import { type CsvMapping, convert } from "./csv-mapping.ts";
import type { RecordedReading } from "./replay-readings.ts";

/** A row of a CSV file by column. */
export type CsvRow = Readonly<Record<string, string>>;

/**
 * The reading of one row, or undefined when the row has no value, no device or no time: a gap stays a gap. A value that
 * is missing or not a number leaves its field out; values are not judged here, that is the pipeline's work.
 */
export function readingOfRow(
  row: CsvRow,
  mapping: CsvMapping,
  kind: "air" | "weather",
): RecordedReading | undefined {
  const deviceId = row[mapping.deviceColumn];
  const recordedMs = timeOfRow(row, mapping.time);
  if (!deviceId || recordedMs === undefined) return undefined;
  const values: Record<string, number> = {};
  for (const [field, { column, convert: conversion }] of Object.entries(mapping.fields[kind] ?? {})) {
    const text = row[column]?.trim();
    if (text === undefined || mapping.missing.includes(text)) continue;
    const value = Number(text);
    if (Number.isFinite(value)) values[field] = convert(value, conversion);
  }
  return Object.keys(values).length === 0 ? undefined : { deviceId, recordedMs, values };
}

/** Time of a row, epoch ms; undefined when it is not one. */
export function timeOfRow(row: CsvRow, time: CsvMapping["time"]): number | undefined {
  const ms =
    "column" in time
      ? Date.parse(row[time.column] ?? "")
      : Date.UTC(
          Number(row[time.year]),
          Number(row[time.month]) - 1,
          Number(row[time.day]),
          Number(row[time.hour]) - time.utcOffsetHours,
        );
  return Number.isNaN(ms) ? undefined : ms;
}
