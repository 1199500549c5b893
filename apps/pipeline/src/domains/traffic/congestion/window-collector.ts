import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";

/** All windows of one size and start. */
export interface WindowSet {
  sizeS: number;
  startAt: number;
  metrics: ReadonlyMap<string, SegmentMetric>;
}

/** Gathers the windows of all segments that begin together, until no more of them are expected. */
export interface WindowCollector {
  take(metric: SegmentMetric, nowMs: number): void;
  /** Sets that have settled by now, oldest first; each is given out once. */
  settled(nowMs: number): WindowSet[];
}

/** Windows that close together come within this time, ms. */
const SETTLES_AFTER_MS = 2_000;

interface Gathering {
  sizeS: number;
  startAt: number;
  firstAt: number;
  metrics: Map<string, SegmentMetric>;
}

/** Creates a collector. Sets that begin at or before those given out already are corrections and too late for it. */
export function createWindowCollector(doneUntil: ReadonlyMap<number, number> = new Map()): WindowCollector {
  const done = new Map(doneUntil);
  const gathering = new Map<string, Gathering>();
  return {
    take(metric, nowMs) {
      const { sizeS, startAt } = metric;
      if (startAt <= (done.get(sizeS) ?? Number.NEGATIVE_INFINITY)) return;
      const key = `${sizeS} ${startAt}`;
      const known = gathering.get(key) ?? { sizeS, startAt, firstAt: nowMs, metrics: new Map() };
      gathering.set(key, known);
      known.metrics.set(metric.segmentId, metric);
    },
    settled(nowMs) {
      const isSettled = ({ firstAt }: Gathering) => nowMs - firstAt >= SETTLES_AFTER_MS;
      const settled = [...gathering.values()].filter(isSettled);
      // Nothing can be added to a set any more after the next one of its size.
      const ready = [...gathering].filter(([, set]) =>
        settled.some(({ sizeS, startAt }) => sizeS === set.sizeS && startAt >= set.startAt),
      );
      for (const [key, { sizeS, startAt }] of ready) {
        gathering.delete(key);
        done.set(sizeS, Math.max(done.get(sizeS) ?? Number.NEGATIVE_INFINITY, startAt));
      }
      return ready.map(([, set]) => set).sort(byStart);
    },
  };
}

/** Windows by size and start, oldest first. */
export function setsOf(metrics: readonly SegmentMetric[]): WindowSet[] {
  const groups = Map.groupBy(metrics, ({ sizeS, startAt }) => `${sizeS} ${startAt}`);
  const sets = [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { sizeS, startAt } = first;
    return [{ sizeS, startAt, metrics: new Map(own.map((metric) => [metric.segmentId, metric])) }];
  });
  return sets.sort(byStart);
}

function byStart(a: WindowSet, b: WindowSet): number {
  return a.startAt - b.startAt || a.sizeS - b.sizeS;
}
