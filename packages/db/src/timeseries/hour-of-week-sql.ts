/**
 * SQL for the hour of the week (0 = Monday 00:00) of a timestamptz column by the clocks of a time zone: the same
 * numbers as `createHourOfWeek` of the domain. `zone` is SQL too, such as a parameter `$2`.
 */
export function hourOfWeekSql(column: string, zone: string): string {
  const local = `(${column} at time zone ${zone})`;
  return `((extract(isodow from ${local})::int - 1) * 24 + extract(hour from ${local})::int)`;
}
