import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";

const rowSchema = z.object({
  segmentId: z.string(),
  startAt: z.number(),
  milliVehicles: z.number(),
  periodMs: z.number(),
  coveredUs: z.number(),
  paceUs: z.number(),
});

/** The sums of one segment in one window, whole numbers as the operator keeps them. */
export type GroupedWindow = z.output<typeof rowSchema>;

/** DuckDB on one thread, with the file in a table, so that its time is that of grouping only. */
export interface Grouping {
  /** Windows of a size, and the seconds that the query took. */
  group(sizeMs: number): Promise<{ windows: GroupedWindow[]; seconds: number }>;
  close(): void;
}

/** Each loop reports every second: a reading stands for the second before it, whose middle decides the window. */
function groupSql(sizeMs: number): string {
  const vehicles = "flow_vph * 1000::double / 3600000::double";
  return `select segment_id as "segmentId", floor((ts - 500) / ${sizeMs}::double) * ${sizeMs} as "startAt",
    sum(round(${vehicles} * 1000::double)) as "milliVehicles", sum(1000::double) as "periodMs",
    sum(round(occupancy * 1000::double * 1000::double)) as "coveredUs",
    sum(round(${vehicles} * 3600000000::double / speed_kmh)) as "paceUs"
    from (select distinct on (device_id, ts) * from reading) group by 1, 2`;
}

async function load(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run("set threads = 1");
  const types = "{'ts': 'double', 'flow_vph': 'double', 'speed_kmh': 'double', 'occupancy': 'double'}";
  await connection.run(`create table reading as select * from read_csv('${path}', types = ${types})`);
}

/** Loads a file of loop readings. */
export async function openGrouping(path: string): Promise<Grouping> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await load(connection, path);
  return {
    group: async (sizeMs) => {
      const startedAt = performance.now();
      const reader = await connection.runAndReadAll(groupSql(sizeMs));
      const seconds = (performance.now() - startedAt) / 1_000;
      return { windows: rowSchema.array().parse(reader.getRowObjectsJS()), seconds };
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
