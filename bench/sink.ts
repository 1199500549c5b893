import { createLogPositions } from "../apps/pipeline/src/log/log-positions.ts";
import { createStoreRows, type ObservationRecord } from "../apps/pipeline/src/sinks/store-rows.ts";
import { createPool, type Pool } from "../packages/db/src/pool.ts";
import { TRAFFIC_TABLE } from "../packages/db/src/timeseries/traffic/observation-table.ts";
import { VEHICLE_TABLE } from "../packages/db/src/timeseries/traffic/vehicle-table.ts";
import type { Observation } from "../packages/domain/src/observation.ts";
import type { LoadKind } from "./load/fleet.ts";
import { atLeast, type BenchmarkResult } from "./report/benchmark.ts";
import { startBenchDatabase } from "./setup/bench-database.ts";
import { benchObservations, measureCopy } from "./setup/copy-limit.ts";
import { createSeries } from "./setup/series.ts";

export const summary = "rows a second of the observation sink, beside a bare binary COPY into the same table";

const UNIT = "rows/s";
const ROUNDS = 5;
const ROWS = 200_000;
/** What comes while a batch is written, under load. */
const BATCH = 5_000;
const TABLES = { vehicle: VEHICLE_TABLE, traffic: TRAFFIC_TABLE } as const;

async function clear(pool: Pool, kind: LoadKind): Promise<void> {
  await pool.query(`truncate timeseries.${TABLES[kind].table}`);
  await pool.query("checkpoint");
}

function recordOf(value: Observation, offset: number): ObservationRecord {
  return {
    topic: value.kind,
    partition: 0,
    offset,
    key: value.deviceId,
    value,
    timestampMs: value.reading.ts,
  };
}

/** The sink's own way of storing a batch, one transaction each: rows, and the newest reading of each loop. */
async function measureSink(pool: Pool, rows: readonly Observation[]): Promise<number> {
  const storeRows = createStoreRows(pool, createLogPositions("bench", { log: { isKept: false } }));
  const records = rows.map(recordOf);
  let inserted = 0;
  const startedAt = performance.now();
  for (let from = 0; from < records.length; from += BATCH) {
    const { written } = await storeRows(records.slice(from, from + BATCH));
    for (const of of written) inserted += of.inserted;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  if (inserted !== rows.length) throw new Error(`${inserted} of ${rows.length} rows were stored`);
  return rows.length / seconds;
}

/** Rows a second that the sink commits, batch by batch, and of one COPY of the same rows, in turn. */
export async function run(): Promise<BenchmarkResult> {
  const database = await startBenchDatabase();
  const sinkPool = createPool({ url: database.pipelineUrl, applicationName: "arterial-bench-sink", max: 2 });
  const ours = createSeries();
  const copy = createSeries();
  try {
    for (const kind of ["vehicle", "traffic"] as const) {
      for (let round = 0; round < ROUNDS; round++) {
        const rows = benchObservations(kind, ROWS);
        await clear(database.pool, kind);
        ours.add(kind, await measureSink(sinkPool, rows));
        await clear(database.pool, kind);
        copy.add(kind, await measureCopy(database.pool, TABLES[kind], rows));
      }
    }
  } finally {
    await sinkPool.end();
    await database.stop();
  }
  const ratioOf = (kind: LoadKind) => ours.median(kind) / copy.median(kind);
  return {
    name: "sink",
    ours: { value: ours.median("vehicle"), unit: UNIT },
    limit: { value: copy.median("vehicle"), unit: UNIT },
    peers: [],
    ratios: { vehiclePositions: ratioOf("vehicle"), loopReadings: ratioOf("traffic") },
    loopReadings: {
      ours: { value: ours.median("traffic"), unit: UNIT },
      limit: { value: copy.median("traffic"), unit: UNIT },
    },
    bars: [
      atLeast("vehicle positions, to COPY", ratioOf("vehicle"), 0.8),
      atLeast("loop readings, to COPY", ratioOf("traffic"), 0.8),
    ],
    notes: [
      `${database.description}, fsync on; batches of ${BATCH.toLocaleString("en")} rows, one transaction each`,
      "limit: all rows in one COPY in binary, made beforehand, into the same table with the same indexes",
      "loop readings: the sink also keeps the newest reading of each of 1,000 loops, COPY does not",
    ],
    runs: { ours: ours.all(), copy: copy.all() },
  };
}
