/** A moment as the clocks of a city show it. */
export interface LocalTime {
  /** 0 to 23.99…, local. */
  hour: number;
  /** 0 = Monday … 6 = Sunday, local. */
  weekday: number;
  /** 0 to 167.99…; Monday 00:00 local is 0. */
  hourOfWeek: number;
  /** 1 to 366 and its fraction, local. */
  dayOfYear: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Creates the conversion from epoch ms to the local time of an IANA time zone. The zone's offset is looked up once a
 * quarter hour of the time asked for, because Intl is slow and zones change on quarter hours.
 */
export function createLocalTime(timeZone: string): (atMs: number) => LocalTime {
  const offsetMsAt = createZoneOffset(timeZone);
  return (atMs) => {
    const localMs = atMs + offsetMsAt(atMs);
    const day = Math.floor(localMs / DAY_MS);
    const hour = (localMs - day * DAY_MS) / HOUR_MS;
    // 1970-01-01 was a Thursday.
    const weekday = (((day + 3) % 7) + 7) % 7;
    const year = new Date(localMs).getUTCFullYear();
    const dayOfYear = (localMs - Date.UTC(year, 0, 1)) / DAY_MS + 1;
    return { hour, weekday, hourOfWeek: weekday * 24 + hour, dayOfYear };
  };
}

function createZoneOffset(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const known = new Map<number, number>();
  return (atMs) => {
    const quarter = Math.floor(atMs / (HOUR_MS / 4));
    const cached = known.get(quarter);
    if (cached !== undefined) return cached;
    const instantMs = quarter * (HOUR_MS / 4);
    const part = Object.fromEntries(
      format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]),
    );
    const localMs = Date.UTC(
      part.year ?? 1970,
      (part.month ?? 1) - 1,
      part.day ?? 1,
      part.hour ?? 0,
      part.minute ?? 0,
      part.second ?? 0,
    );
    const offsetMs = localMs - instantMs;
    if (known.size > 20_000) known.clear();
    known.set(quarter, offsetMs);
    return offsetMs;
  };
}
