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

const EPOCH_MS = /^\d{11,14}$/;
const WITH_OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/i;
const HOUR_MS = 3_600_000;

/** Time of a row, epoch ms; undefined when it is not one, or when its offset from UTC is not known. */
export function timeOfRow(row: CsvRow, time: CsvMapping["time"]): number | undefined {
  if ("column" in time) return timeOfText(row[time.column]?.trim() ?? "", time.utcOffsetHours);
  const parts = [time.year, time.month, time.day, time.hour].map((name) => row[name]?.trim() || "none");
  const [year = 0, month = 0, day = 0, hour = 0] = parts.map(Number);
  return known(Date.UTC(year, month - 1, day, hour) - time.utcOffsetHours * HOUR_MS);
}

function timeOfText(text: string, utcOffsetHours: number | undefined): number | undefined {
  if (EPOCH_MS.test(text)) return Number(text);
  if (WITH_OFFSET.test(text) && text.includes(":")) return known(Date.parse(text));
  return utcOffsetHours === undefined
    ? undefined
    : known(Date.parse(`${text.replace(" ", "T")}Z`) - utcOffsetHours * HOUR_MS);
}

function known(ms: number): number | undefined {
  return Number.isNaN(ms) ? undefined : ms;
}
