/** How far event time has come: no record older than this is expected any more. */
export interface Watermark {
  /** Epoch ms; minus infinity before the first record. */
  current(): number;
  /** Takes notice of a record. A record from the future counts as from now, so that one wrong clock hurts nobody. */
  observe(eventAt: number, nowMs: number): void;
  /** Lets time pass: when records have stopped, event time follows the clock at the same distance plus `idleMs`. */
  tick(nowMs: number): void;
  /** Goes on after an interruption: time that nobody watched has not passed, and what waited for it is not late. */
  resume(nowMs: number): void;
}

export interface WatermarkOptions {
  /** How far behind the newest record the watermark stays, ms. */
  outOfOrdernessMs: number;
  /** Silence after which the clock drives the watermark, ms. */
  idleMs: number;
}

/** Creates a watermark for records that are out of order by a bounded time. It never goes back. */
export function createWatermark({ outOfOrdernessMs, idleMs }: WatermarkOptions): Watermark {
  let newestAt = Number.NEGATIVE_INFINITY;
  let lastRecordAt = Number.NEGATIVE_INFINITY;
  /** Clock minus event time of the newest record: 0 live, years in a replay of old data. */
  let behindMs = 0;
  return {
    current: () => newestAt - outOfOrdernessMs,
    observe(eventAt, nowMs) {
      const seenAt = Math.min(eventAt, nowMs);
      lastRecordAt = nowMs;
      if (seenAt <= newestAt) return;
      newestAt = seenAt;
      behindMs = nowMs - seenAt;
    },
    tick(nowMs) {
      if (newestAt === Number.NEGATIVE_INFINITY || nowMs - lastRecordAt < idleMs) return;
      newestAt = Math.max(newestAt, nowMs - behindMs - idleMs);
    },
    resume(nowMs) {
      if (newestAt === Number.NEGATIVE_INFINITY) return;
      lastRecordAt = nowMs;
      behindMs = nowMs - newestAt;
    },
  };
}
