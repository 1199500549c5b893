/** What is known of the brokers' time. The stamps on records are of that time, and this machine's clock may be wrong. */
export interface BrokerTime {
  /**
   * Takes notice of a record's stamp, epoch ms, as the record comes. Where it was certainly appended after some instant of
   * this machine's monotonic clock, that is said, and tells whether the clocks differ.
   */
  note(stampedAt: number, appendedAfter?: number): void;
  /**
   * What the brokers' clocks showed at least at an instant of this machine's monotonic clock, epoch ms; minus infinity
   * before any record.
   */
  atLeast(at: number): number;
}

/**
 * Time of the brokers that is counted on for each millisecond that passes here. Clocks run alike to a thousandth; the rest
 * lets what was noted be replaced, also after the brokers' clocks were set back.
 */
const PACE = 0.99;
const CLOCKS_DIFFER_MS = 1_000;

/**
 * Creates it. A record that has come was stamped before: the brokers' clocks show its stamp by now, or more, and from then
 * on time passes for them as it does here. The record that came quickest after its stamp says it best.
 *
 * `onClocksDiffer` is told once when the wall clocks are more than a second apart; the brokers' is ahead by this, ms.
 */
export function createBrokerTime(options: {
  onClocksDiffer: (aheadMs: number) => void;
  monotonic?: () => number;
  wall?: () => number;
}): BrokerTime {
  const { onClocksDiffer, monotonic = () => performance.now(), wall = Date.now } = options;
  let best = { stampedAt: Number.NEGATIVE_INFINITY, notedAt: 0 };
  let hasTold = false;

  /** Before the note no more has passed than here. */
  const atLeast = (at: number) => {
    const passedMs = at - best.notedAt;
    return best.stampedAt + (passedMs > 0 ? passedMs * PACE : passedMs / PACE);
  };

  function compareClocks(stampedAt: number, agoMs: number): void {
    if (hasTold) return;
    const wallNow = wall();
    const aheadMs = stampedAt > wallNow ? stampedAt - wallNow : Math.min(0, stampedAt - (wallNow - agoMs));
    if (Math.abs(aheadMs) <= CLOCKS_DIFFER_MS) return;
    hasTold = true;
    onClocksDiffer(aheadMs);
  }

  return {
    atLeast,
    note: (stampedAt, appendedAfter = Number.NEGATIVE_INFINITY) => {
      const now = monotonic();
      if (stampedAt > atLeast(now)) best = { stampedAt, notedAt: now };
      compareClocks(stampedAt, now - appendedAfter);
    },
  };
}
