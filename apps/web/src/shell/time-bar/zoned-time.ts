import { createZoneOffset } from "@arterial/domain/time/zone-offset";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}(?::\d{2})?$/;

/** Date and time of day by the clocks of a zone, as fields write them. */
export interface ZonedTime {
  date: string;
  time: string;
}

/** An instant (epoch ms) by the clocks of a zone. */
export function toZonedTime(at: number, timeZone: string): ZonedTime {
  const local = new Date(at + createZoneOffset(timeZone)(at)).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 19) };
}

/** The instant of a date and time in a zone, epoch ms; null when they are malformed. The earlier one of an hour that clocks show twice. */
export function fromZonedTime({ date, time }: ZonedTime, timeZone: string): number | null {
  if (!DAY.test(date) || !TIME.test(time)) return null;
  const local = Date.parse(`${date}T${time}Z`);
  if (!Number.isFinite(local)) return null;
  const offsetAt = createZoneOffset(timeZone);
  const before = local - offsetAt(local - 86_400_000);
  return offsetAt(before) === local - before ? before : local - offsetAt(local - offsetAt(local));
}
