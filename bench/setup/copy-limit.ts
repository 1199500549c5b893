import type { Pool } from "../../packages/db/src/pool.ts";
import { bindColumns } from "../../packages/db/src/timeseries/bound-columns.ts";
import { copyInto } from "../../packages/db/src/timeseries/copy-into.ts";
import { encodeCopyPieces } from "../../packages/db/src/timeseries/copy-rows.ts";
import type { ObservationTable } from "../../packages/db/src/timeseries/observation-table.ts";
import type { DeviceKind } from "../../packages/domain/src/device-kind.ts";
import type { Observation } from "../../packages/domain/src/observation.ts";
import { benchDeviceId, benchReading, type LoadKind, spanMs } from "../load/fleet.ts";

/** Observations of a kind's fleet, newest now. */
export function benchObservations(kind: LoadKind, count: number): Observation[] {
  const receivedAt = Date.now();
  const startAt = receivedAt - spanMs(kind, count);
  return Array.from(
    { length: count },
    (_, n) =>
      ({
        kind,
        deviceId: benchDeviceId(kind, n),
        receivedAt,
        reading: benchReading(kind, n, startAt),
      }) as Observation<DeviceKind>,
  );
}

/** Rows a second of one binary COPY into the table with all its indexes, from bytes that were made before. */
export async function measureCopy(pool: Pool, table: ObservationTable, rows: readonly Observation[]) {
  const columns = bindColumns(table);
  const bytes = Buffer.concat([...encodeCopyPieces(columns, rows)]);
  const names = columns.map((column) => column.column).join(", ");
  const client = await pool.connect();
  try {
    const startedAt = performance.now();
    await copyInto(client, `copy timeseries.${table.table} (${names}) from stdin (format binary)`, [bytes]);
    return rows.length / ((performance.now() - startedAt) / 1_000);
  } finally {
    client.release();
  }
}
