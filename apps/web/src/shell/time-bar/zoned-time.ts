import type { ReplayClock } from "@arterial/api/live/replay-clock";
import { createZoneOffset } from "@arterial/domain/time/zone-offset";

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}(?::\d{2})?$/;

/** Date and time of day by the clocks of a zone, as fields write them. */
export interface ZonedTime {
  date: string;
  time: string;
}

/** Fields that somebody is typing in, and the moment that the clock was set to then, epoch ms; null while live. */
export interface TypedTime {
  fields: ZonedTime;
  setTo: number | null;
}

/** What is typed, until the clock is set to another moment: then the fields show that again. */
export function typedFields(typed: TypedTime | null, clock: ReplayClock): ZonedTime | null {
  return typed !== null && typed.setTo === setMoment(clock) ? typed.fields : null;
}

/** The moment that a clock was set to, epoch ms; null while live. */
export function setMoment(clock: ReplayClock): number | null {
  return clock.mode === "replay" ? clock.t : null;
}

/** An instant (epoch ms) by the clocks of a zone. */
export function toZonedTime(at: number, timeZone: string): ZonedTime {
  const local = new Date(at + createZoneOffset(timeZone)(at)).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 19) };
}

/**
 * The instants of a date and time in a zone, epoch ms, earlier first: two within an hour that clocks show twice, none when
 * they are malformed. Of an hour that clocks skip, as long after it began as they would have shown.
 */
export function fromZonedTime({ date, time }: ZonedTime, timeZone: string): number[] {
  if (!DAY.test(date) || !TIME.test(time)) return [];
  const local = Date.parse(`${date}T${time}Z`);
  if (!Number.isFinite(local)) return [];
  const offsetAt = createZoneOffset(timeZone);
  const offsets = [offsetAt(local - DAY_MS), offsetAt(local + DAY_MS)];
  const shown = offsets.map((offset) => local - offset).filter((at) => offsetAt(at) === local - at);
  const instants = [...new Set(shown)].sort((a, b) => a - b);
  return instants.length > 0 ? instants : [local - (offsets[0] ?? 0)];
}
