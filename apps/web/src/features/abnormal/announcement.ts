import type { AbnormalItem, SeverityCounts } from "@arterial/domain/live/frame";
import { countBySeverity } from "@arterial/domain/live/severity-counts";
import { compareAbnormal } from "./order.ts";

/** At most one announcement in this time, ms. */
export const ANNOUNCE_INTERVAL_MS = 5_000;
/**
 * What was off the list for longer is news when it returns, ms. Sooner it is not: the list is short for a moment after a
 * restart of what makes it, and some values sway about their bound.
 */
export const FORGET_AFTER_MS = 60_000;

/** Only these severities are read out by themselves. */
const SPOKEN_SEVERITY_MAX = 2;

/**
 * More news than this at once are told by their number: nobody listens to them for minutes. ISA-18.2 calls ten alarms in
 * ten minutes a flood.
 */
const FLOOD = 10;

/** What is read out: one thing, or in a flood how many there are of each severity. */
export type Announcement =
  | { severity: number; item: AbnormalItem }
  | { severity: number; news: SeverityCounts };

/** What was said of one thing: its worst severity, and when it was last on the list, epoch ms. */
interface Said {
  severity: number;
  listedAt: number;
}

/**
 * Tells of each list of the live city, given with its time (epoch ms), what is to be read out: the worst S1 or S2 that
 * was not said yet, or not as that bad, one at a time; a flood at once. What the first list holds counts as said.
 */
export function createAnnouncements(): (items: readonly AbnormalItem[], now: number) => Announcement | null {
  const said = new Map<string, Said>();
  let isFirst = true;
  let saidAt = Number.NEGATIVE_INFINITY;
  const say = ({ id, severity }: AbnormalItem, now: number) => said.set(id, { severity, listedAt: now });

  function remember(items: readonly AbnormalItem[], now: number): void {
    for (const item of items) {
      const known = said.get(item.id);
      if (known) known.listedAt = now;
      else if (isFirst) say(item, now);
    }
    for (const [id, { listedAt }] of said) if (now - listedAt > FORGET_AFTER_MS) said.delete(id);
    isFirst = false;
  }

  return (items, now) => {
    remember(items, now);
    if (now - saidAt < ANNOUNCE_INTERVAL_MS) return null;
    const news = items.filter(
      ({ id, severity }) =>
        severity <= SPOKEN_SEVERITY_MAX && severity < (said.get(id)?.severity ?? Number.POSITIVE_INFINITY),
    );
    const [worst] = news.toSorted(compareAbnormal);
    if (!worst) return null;
    const { severity } = worst;
    const isFlood = news.length > FLOOD;
    for (const item of isFlood ? news : [worst]) say(item, now);
    saidAt = now;
    return isFlood ? { severity, news: countBySeverity(news) } : { severity, item: worst };
  };
}
