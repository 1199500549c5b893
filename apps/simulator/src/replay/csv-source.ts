import { READING_SCHEMAS } from "@arterial/domain/observation";
import { SourceError } from "../command.ts";
import type { CsvMapping, WeatherOrAir } from "./csv-mapping.ts";
import { readingOfRow, timeOfRow } from "./csv-readings.ts";
import { readRows } from "./csv-rows.ts";
import type { RecordedReading } from "./replay-readings.ts";

const DAY_MS = 86_400_000;

/** A CSV file with what is known of it. */
export interface CsvSource {
  file: string;
  kind: WeatherOrAir;
  mapping: CsvMapping;
  /** Put before the names of devices. */
  prefix: string;
  /** Only so many days before the last reading; all of them when 0. */
  lastDays: number;
}

/** What a replay of a file would send. */
export interface CsvFacts {
  devices: string[];
  readings: number;
  /** First and last time that are replayed, epoch ms. */
  firstMs: number;
  lastMs: number;
  /** Readings with values that no such reading may have, and the first of them. */
  unfit?: { count: number; first: string };
}

/** Readings of a file from a time on, in the file's order. @throws SourceError, FileError. */
export async function* readReadings(source: CsvSource, fromMs: number): AsyncGenerator<RecordedReading> {
  const { file, kind, mapping, prefix } = source;
  for await (const row of readRows(file)) {
    const reading = readingOfRow(row, mapping, kind);
    if (reading && reading.recordedMs >= fromMs) yield { ...reading, deviceId: prefix + reading.deviceId };
  }
}

/**
 * Reads a file through before anything of it is sent.
 * @throws SourceError when it has no readings, or none that fits, as with values in another unit.
 */
export async function inspectCsv(source: CsvSource): Promise<CsvFacts> {
  const { file, kind, lastDays } = source;
  const { firstMs, lastMs } = await readSpan(source);
  const fromMs = lastDays > 0 ? Math.max(firstMs, lastMs - lastDays * DAY_MS) : firstMs;
  const devices = new Set<string>();
  let readings = 0;
  let unfit = 0;
  let firstUnfit = "";
  for await (const { deviceId, recordedMs, values } of readReadings(source, fromMs)) {
    readings += 1;
    devices.add(deviceId);
    const parsed = READING_SCHEMAS[kind].safeParse({ ts: 0, ...values });
    if (parsed.success) continue;
    unfit += 1;
    const [issue] = parsed.error.issues;
    const field = issue?.path.join(".") ?? "";
    firstUnfit ||= `${deviceId}, ${new Date(recordedMs).toISOString()}: ${field} ${values[field]}: ${issue?.message}`;
  }
  if (unfit === readings) {
    throw new SourceError(
      "file",
      `None of the ${readings} readings of ${file} fits, perhaps for want of a unit conversion in the mapping. ${firstUnfit}.`,
    );
  }
  const facts = { devices: [...devices], readings, firstMs: fromMs, lastMs };
  return unfit === 0 ? facts : { ...facts, unfit: { count: unfit, first: firstUnfit } };
}

async function readSpan(source: CsvSource): Promise<{ firstMs: number; lastMs: number }> {
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for await (const { recordedMs } of readReadings(source, Number.NEGATIVE_INFINITY)) {
    firstMs = Math.min(firstMs, recordedMs);
    lastMs = Math.max(lastMs, recordedMs);
  }
  if (firstMs <= lastMs) return { firstMs, lastMs };
  throw new SourceError("file", `${source.file} has no ${source.kind} readings. ${await whyEmpty(source)}`);
}

async function whyEmpty({ file, mapping }: CsvSource): Promise<string> {
  for await (const row of readRows(file)) {
    if (timeOfRow(row, mapping.time) === undefined) {
      const { time } = mapping;
      const text = "column" in time ? row[time.column] : [time.year, time.month, time.day].map((n) => row[n]);
      return `The time of its first row, "${text}", is none with an offset from UTC; a mapping may give utcOffsetHours.`;
    }
    break;
  }
  return "Its rows have no values in the columns of the mapping.";
}
