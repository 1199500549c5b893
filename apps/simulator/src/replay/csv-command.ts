import { readFile, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import { systemClock } from "@arterial/runtime/clock";
import { parse } from "csv-parse";
import { z } from "zod";
import { defineCommand, UsageError } from "../command.ts";
import { openFile } from "../files/open-file.ts";
import { type CsvMapping, csvMappingSchema, findMapping, KNOWN_MAPPINGS } from "./csv-mapping.ts";
import { type CsvRow, readingOfRow } from "./csv-readings.ts";
import { REPLAY_OPTIONS, REPLAY_USAGE, replayFields, speedOf } from "./replay-options.ts";
import type { RecordedReading } from "./replay-readings.ts";
import { replayReadings } from "./replay-readings.ts";
import { startReplay } from "./start-replay.ts";
import { createTimeline } from "./timeline.ts";

const DAY_MS = 86_400_000;
const EXPECTED_INTERVAL_S = 3600;

const schema = z.object({
  ...replayFields,
  file: z.string({ error: "the CSV file is needed" }).min(1),
  kind: z.enum(["air", "weather"]),
  mapping: z.string().min(1).optional(),
  "last-days": z.coerce.number().nonnegative().default(0),
  stations: z.string().min(1).optional(),
  register: z.string().min(1).optional(),
});
type CsvOptions = z.output<typeof schema>;

/** `csv`: replays measurements of air or weather from a CSV file (`.csv`, `.csv.gz`); gaps stay gaps. */
export const csvCommand = defineCommand({
  usage: `csv FILE --kind air|weather [--mapping NAME|FILE.json] [--last-days N] ${REPLAY_USAGE} | csv FILE --kind KIND --stations STATIONS.csv --register DEVICES.json`,
  positional: "file",
  options: {
    ...REPLAY_OPTIONS,
    kind: { type: "string" },
    mapping: { type: "string" },
    "last-days": { type: "string" },
    stations: { type: "string" },
    register: { type: "string" },
  },
  schema,
  start: async (options, context) => {
    const mapping = await readMapping(options);
    if (options.register !== undefined) {
      const devices = await writeDevices(options, mapping, options.register);
      context.logger.info({ devices, file: options.register }, "devices written");
      return { value: { finished: Promise.resolve() }, stop: () => {} };
    }
    const speed = speedOf(options);
    return startReplay(context, async ({ publisher, signal }) => {
      const span = await readSpan(options, mapping);
      const timeline = createTimeline(systemClock, { speed, shiftToNow: options["shift-to-now"], ...span });
      const readings = readReadings(options, mapping, span.firstMs);
      return replayReadings({
        kind: options.kind,
        readings: speed === undefined ? readings : inOrderOfTime(readings),
        timeline,
        publisher,
        signal,
        isPaced: speed !== undefined,
      });
    });
  },
});

/** The named mapping, the one in a JSON file, or the known one that fits the file's columns. */
async function readMapping(options: CsvOptions): Promise<CsvMapping> {
  const named = options.mapping === undefined ? undefined : KNOWN_MAPPINGS[options.mapping];
  if (named) return named;
  if (options.mapping?.endsWith(".json")) {
    return csvMappingSchema.parse(JSON.parse(await readFile(options.mapping, "utf8")));
  }
  const names = Object.keys(KNOWN_MAPPINGS).join(", ");
  if (options.mapping !== undefined) {
    throw new UsageError(`--mapping: not a .json file and not one of ${names}`);
  }
  for await (const row of readRows(options.file)) {
    const found = findMapping(Object.keys(row), options.kind);
    if (found) return found;
    break;
  }
  throw new UsageError(
    `No known mapping fits the columns of ${options.file}; give one with --mapping (${names})`,
  );
}

async function* readRows(file: string): AsyncGenerator<CsvRow> {
  const parser = Readable.from(openFile(file)).pipe(
    parse({ columns: true, bom: true, relax_column_count: true }),
  );
  for await (const row of parser) yield row as CsvRow;
}

async function* readReadings(
  options: CsvOptions,
  mapping: CsvMapping,
  fromMs: number,
): AsyncGenerator<RecordedReading> {
  for await (const row of readRows(options.file)) {
    const reading = readingOfRow(row, mapping, options.kind);
    if (reading && reading.recordedMs >= fromMs) yield reading;
  }
}

/** Files often hold one station after the other; played against the clock they go side by side. */
async function* inOrderOfTime(readings: AsyncIterable<RecordedReading>): AsyncGenerator<RecordedReading> {
  const all: RecordedReading[] = [];
  for await (const reading of readings) all.push(reading);
  yield* all.sort((one, other) => one.recordedMs - other.recordedMs);
}

/** First and last time that are replayed, epoch ms. */
async function readSpan(
  options: CsvOptions,
  mapping: CsvMapping,
): Promise<{ firstMs: number; lastMs: number }> {
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for await (const { recordedMs } of readReadings(options, mapping, Number.NEGATIVE_INFINITY)) {
    firstMs = Math.min(firstMs, recordedMs);
    lastMs = Math.max(lastMs, recordedMs);
  }
  if (firstMs > lastMs) throw new UsageError(`${options.file} has no ${options.kind} readings`);
  const days = options["last-days"];
  return { firstMs: days > 0 ? Math.max(firstMs, lastMs - days * DAY_MS) : firstMs, lastMs };
}

/** Writes the devices of the file, placed by the file of stations, for `npm run cli -- device import FILE`. */
async function writeDevices(options: CsvOptions, mapping: CsvMapping, target: string): Promise<number> {
  const columns = mapping.stations;
  if (!options.stations || !columns)
    throw new UsageError("--register needs --stations with the places of the devices");
  const used = new Set<string>();
  for await (const { deviceId } of readReadings(options, mapping, Number.NEGATIVE_INFINITY))
    used.add(deviceId);
  const devices: Device[] = [];
  for await (const row of readRows(options.stations)) {
    const id = row[columns.id] ?? "";
    if (!used.has(id)) continue;
    devices.push(
      deviceSchema.parse({
        id,
        kind: options.kind,
        name: (columns.name && row[columns.name]) || id,
        lon: Number(row[columns.lon]),
        lat: Number(row[columns.lat]),
        expectedIntervalS: EXPECTED_INTERVAL_S,
      }),
    );
  }
  await writeFile(target, `${JSON.stringify(devices, null, 1)}\n`);
  return devices.length;
}
