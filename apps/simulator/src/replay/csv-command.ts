import { writeFile } from "node:fs/promises";
import { systemClock } from "@arterial/runtime/clock";
import { z } from "zod";
import { type CommandContext, defineCommand } from "../command.ts";
import { chooseMapping } from "./choose-mapping.ts";
import { type CsvSource, inspectCsv, readReadings } from "./csv-source.ts";
import { placeDevices } from "./place-devices.ts";
import { REPLAY_OPTIONS, REPLAY_USAGE, replayFields, speedOf } from "./replay-options.ts";
import { type RecordedReading, replayReadings } from "./replay-readings.ts";
import { startReplay } from "./start-replay.ts";
import { createTimeline } from "./timeline.ts";

const schema = z.object({
  ...replayFields,
  file: z.string({ error: "the CSV file is needed" }).min(1),
  kind: z.enum(["air", "weather"]),
  mapping: z.string().min(1).optional(),
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,31}$/)
    .default(""),
  "last-days": z.coerce.number().nonnegative().default(0),
  stations: z.string().min(1).optional(),
  inspect: z.boolean().default(false),
  register: z.string().min(1).optional(),
});
type CsvOptions = z.output<typeof schema>;

/** `csv`: replays measurements of air or weather from a CSV file (`.csv`, `.csv.gz`); gaps stay gaps. */
export const csvCommand = defineCommand({
  usage: `csv FILE --kind air|weather [--mapping NAME|FILE.json] [--prefix TEXT] [--last-days N] ${REPLAY_USAGE} | csv FILE --kind KIND [--stations STATIONS.csv] --inspect | csv FILE --kind KIND --stations STATIONS.csv --register DEVICES.json`,
  positional: "file",
  options: {
    ...REPLAY_OPTIONS,
    kind: { type: "string" },
    mapping: { type: "string" },
    prefix: { type: "string" },
    "last-days": { type: "string" },
    stations: { type: "string" },
    inspect: { type: "boolean" },
    register: { type: "string" },
  },
  schema,
  start: async (options, context) => {
    const mapping = await chooseMapping(options);
    const source = { ...options, mapping, lastDays: options["last-days"] };
    return options.inspect || options.register !== undefined
      ? tellDevices(source, options, context)
      : startCsvReplay(source, options, context);
  },
});

/** What is in the file, for whoever registers its devices before. */
async function tellDevices(source: CsvSource, options: CsvOptions, { logger }: CommandContext) {
  const { devices: ids, ...facts } = await inspectCsv(source);
  const { stations, register } = options;
  const devices = await placeDevices({ ids, ...source, stations });
  if (register !== undefined) await writeFile(register, `${JSON.stringify(devices, null, 1)}\n`);
  logger.info({ devices: devices.length, ...facts }, "file inspected");
  return {
    value: { finished: Promise.resolve({ kind: source.kind, ids, devices, ...facts }) },
    stop: () => {},
  };
}

async function startCsvReplay(source: CsvSource, options: CsvOptions, context: CommandContext) {
  const { firstMs, lastMs, unfit } = await inspectCsv(source);
  if (unfit) context.logger.warn({ ...unfit }, "readings that will be refused");
  const speed = speedOf(options);
  return startReplay(context, async ({ publisher, signal }) => {
    const shiftToNow = options["shift-to-now"];
    const timeline = createTimeline(systemClock, { speed, shiftToNow, firstMs, lastMs });
    const readings = readReadings(source, firstMs);
    return replayReadings({
      kind: options.kind,
      readings: speed === undefined ? readings : inOrderOfTime(readings),
      timeline,
      publisher,
      signal,
      isPaced: speed !== undefined,
    });
  });
}

/** Files often hold one station after the other; played against the clock they go side by side. */
async function* inOrderOfTime(readings: AsyncIterable<RecordedReading>): AsyncGenerator<RecordedReading> {
  const all: RecordedReading[] = [];
  for await (const reading of readings) all.push(reading);
  yield* all.sort((one, other) => one.recordedMs - other.recordedMs);
}
