import type { FaultClass } from "@arterial/domain/quality/fault-class";

/** What says nothing against the values: of a silent sensor there are none, and a mean of hours bears a wrong clock. */
const NOT_ABOUT_VALUES: readonly FaultClass[] = ["no_data", "clock_skew"];

/**
 * SQL condition on a row with `device_id` and `ts`, known as `reading`: no fault stood against what was measured. It looks
 * back, and so leaves out more than the stream does, which cannot know before a fault is found: all from the first
 * reading that speaks for it to the first that no longer does. `fromMs` is SQL too, such as a parameter `$1`: no row is
 * older, so that faults that ended before need not be looked at. `knownAtMs` is SQL too: where it is not null only faults
 * that had been found by then count.
 */
export function faultFreeSql(reading: string, fromMs: string, knownAtMs = "null"): string {
  const classes = NOT_ABOUT_VALUES.map((faultClass) => `'${faultClass}'`).join(", ");
  return `not exists (
    select from timeseries.sensor_fault as fault
     where fault.device_id = ${reading}.device_id and fault.fault_class not in (${classes})
       and (fault.ended_at is null or fault.ended_at > to_timestamp(${fromMs}::float8 / 1000))
       and (${knownAtMs}::float8 is null or fault.found_at <= to_timestamp(${knownAtMs}::float8 / 1000))
       and ${reading}.ts >= fault.since and ${reading}.ts < coalesce(fault.ended_at, 'infinity'))`;
}
