import { deviceKindSchema } from "@arterial/domain/device-kind";
import { faultClassSchema } from "@arterial/domain/quality/fault-class";
import { faultEvidenceSchema, type SensorFault } from "@arterial/domain/quality/sensor-fault";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";

const rowsSchema = z.array(
  z
    .object({
      device_id: z.string(),
      kind: deviceKindSchema,
      fault_class: faultClassSchema,
      since: z.date(),
      found_at: z.date(),
      ended_at: z.date().nullable(),
      evidence: faultEvidenceSchema,
    })
    .transform(
      (row): SensorFault => ({
        deviceId: row.device_id,
        kind: row.kind,
        faultClass: row.fault_class,
        since: row.since.getTime(),
        foundAt: row.found_at.getTime(),
        endedAt: row.ended_at?.getTime() ?? null,
        evidence: row.evidence,
      }),
    ),
);

const COLUMNS = "device_id, kind, fault_class, since, found_at, ended_at, evidence";

/** Stores faults as they were found and as they ended; the later word about the same fault wins. */
export async function writeSensorFaults(db: Queryable, faults: readonly SensorFault[]): Promise<void> {
  if (faults.length === 0) return;
  const newest = new Map(
    faults.map((fault) => [`${fault.deviceId} ${fault.faultClass} ${fault.since}`, fault]),
  );
  const rows = [...newest.values()];
  await db.query({
    name: "write_sensor_faults",
    text: `insert into timeseries.sensor_fault (${COLUMNS})
      select device_id, kind, fault_class, to_timestamp(since / 1000), to_timestamp(found_at / 1000),
             to_timestamp(ended_at / 1000), evidence
        from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::float8[], $6::float8[], $7::jsonb[])
          as input(${COLUMNS})
      on conflict (device_id, fault_class, since) do update
        set ended_at = excluded.ended_at, evidence = excluded.evidence`,
    values: [
      arrayLiteral(rows.map((row) => row.deviceId)),
      arrayLiteral(rows.map((row) => row.kind)),
      arrayLiteral(rows.map((row) => row.faultClass)),
      arrayLiteral(rows.map((row) => row.since)),
      arrayLiteral(rows.map((row) => row.foundAt)),
      arrayLiteral(rows.map((row) => row.endedAt)),
      arrayLiteral(rows.map((row) => row.evidence)),
    ],
  });
}

/** The faults that are open, by device. */
export async function readOpenSensorFaults(db: Queryable): Promise<SensorFault[]> {
  const { rows } = await db.query(
    `select ${COLUMNS} from timeseries.sensor_fault where ended_at is null order by device_id, since`,
  );
  return rowsSchema.parse(rows);
}

export interface SensorFaultQuery {
  deviceId?: string | undefined;
  isOpen?: boolean | undefined;
  /** The moment they are told as of, epoch ms: what ended later is open. As they are stored when absent. */
  atMs?: number | undefined;
  /** Found from this instant on and before that one, epoch ms. */
  fromMs: number;
  toMs: number;
  limit: number;
  /** Key of the last row of the page before. */
  after?: [foundAt: number, deviceId: string, faultClass: string] | undefined;
}

/** Faults by the time at which they were found, newest first, a page at a time. */
export async function readSensorFaults(db: Queryable, query: SensorFaultQuery): Promise<SensorFault[]> {
  const { deviceId, isOpen, atMs, fromMs, toMs, limit, after } = query;
  const { rows } = await db.query(
    `select device_id, kind, fault_class, since, found_at, ended_then as ended_at, evidence
       from timeseries.sensor_fault
       cross join lateral (
         select case when $9::float8 is null or ended_at <= to_timestamp($9::float8 / 1000) then ended_at end
           as ended_then) as told
      where found_at >= to_timestamp($1::float8 / 1000) and found_at < to_timestamp($2::float8 / 1000)
        and ($3::text is null or device_id = $3)
        and ($4::bool is null or (ended_then is null) = $4)
        and ($5::float8 is null or (found_at, device_id, fault_class) < (to_timestamp($5::float8 / 1000), $6::text, $7::text))
      order by found_at desc, device_id desc, fault_class desc limit $8`,
    [
      fromMs,
      toMs,
      deviceId ?? null,
      isOpen ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      limit,
      atMs ?? null,
    ],
  );
  return rowsSchema.parse(rows);
}
