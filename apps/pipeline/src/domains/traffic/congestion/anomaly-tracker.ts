import { isDeciding } from "@arterial/domain/quality/quality-shares";
import type { Spread } from "@arterial/domain/statistics/quantile";
import {
  type Anomaly,
  type AnomalyReason,
  type AnomalyRule,
  anomalyScore,
  FLOW_ANOMALY,
  SPEED_ANOMALY,
} from "@arterial/domain/traffic/anomaly";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";

/** Baselines of a segment in the present hour of the week. */
export interface Baselines {
  speed: (segmentId: string) => Spread | undefined;
  flow: (segmentId: string) => Spread | undefined;
}

/** Compares five-minute windows with the baseline of their hour of the week. */
export interface AnomalyTracker {
  /** Takes all five-minute windows of one point; gives out what began, goes on or ended. */
  take(startAt: number, metrics: ReadonlyMap<string, SegmentMetric>): Anomaly[];
  current(): Anomaly[];
  /** Ends those anomalies with the last window in which they were heard of. */
  end(isOver: (anomaly: Anomaly) => boolean): Anomaly[];
  /** Start of the newest window in which each was heard of, epoch ms, by its key. */
  heardAt(): Record<string, number>;
  /** Takes over anomalies that had not ended before a restart; `heardAt` as it was then, as far as that is stored. */
  restore(anomalies: readonly Anomaly[], heardAt?: Readonly<Record<string, number>>): void;
}

/** A speed of fewer vehicles than this says nothing. */
const MIN_VEHICLES = 8;

/** A flow that is usually smaller than this may be none at all for five minutes, veh/h. */
const MIN_USUAL_FLOW_VPH = 240;

const WINDOW_MS = 300_000;

/** An anomaly of which nothing is heard for this many windows has ended. */
const MAX_SILENT_WINDOWS = 3;

interface Check {
  reason: AnomalyReason;
  rule: AnomalyRule;
  direction: 1 | -1;
}

const CHECKS: readonly Check[] = [
  { reason: "speed_below_typical", rule: SPEED_ANOMALY, direction: -1 },
  { reason: "flow_below_typical", rule: FLOW_ANOMALY, direction: -1 },
  { reason: "flow_above_typical", rule: FLOW_ANOMALY, direction: 1 },
];

/** Creates a tracker. Windows that are observed by less than half are left out: a fault is no anomaly. */
export function createAnomalyTracker(baselines: Baselines): AnomalyTracker {
  const open = new Map<string, { anomaly: Anomaly; heardAt: number }>();
  /** Keys of those of which it is not known when they were heard of last. */
  const uncertain = new Set<string>();

  function step(check: Check, metric: SegmentMetric): Anomaly | null {
    const key = keyOf({ segmentId: metric.segmentId, reason: check.reason });
    const known = open.get(key);
    const measured = measure(check, metric, baselines);
    if (!measured) return null;
    const { score, value, typical } = measured;
    const distance = score * check.direction;
    if (distance < (known ? check.rule.leaveZ : check.rule.enterZ)) {
      if (!known) return null;
      open.delete(key);
      return { ...known.anomaly, score, value, endedAt: metric.startAt };
    }
    const before = known?.anomaly;
    const isPeak = distance > (before?.peakScore ?? 0) * check.direction;
    const anomaly: Anomaly = {
      segmentId: metric.segmentId,
      reason: check.reason,
      startedAt: before?.startedAt ?? metric.startAt,
      endedAt: null,
      peakScore: isPeak || !before ? score : before.peakScore,
      score,
      value,
      median: typical.p50,
      mad: typical.mad,
    };
    open.set(key, { anomaly, heardAt: metric.startAt });
    return anomaly;
  }

  function end(isOver: (anomaly: Anomaly, heardAt: number) => boolean): Anomaly[] {
    return [...open].flatMap(([key, { anomaly, heardAt }]) => {
      if (!isOver(anomaly, heardAt)) return [];
      open.delete(key);
      return [{ ...anomaly, endedAt: heardAt + WINDOW_MS }];
    });
  }

  /** They are taken to have been heard of until now. */
  function settleUncertain(startAt: number): void {
    for (const [key, entry] of open) {
      if (uncertain.has(key)) entry.heardAt = Math.max(entry.heardAt, startAt - WINDOW_MS);
    }
    uncertain.clear();
  }

  return {
    take(startAt, metrics) {
      settleUncertain(startAt);
      const silent = end((_, heardAt) => startAt - heardAt > MAX_SILENT_WINDOWS * WINDOW_MS);
      const changed = [...metrics.values()]
        .filter(({ quality }) => isDeciding(quality))
        .flatMap((metric) => CHECKS.flatMap((check) => step(check, metric) ?? []));
      const unheard = end((_, heardAt) => startAt - heardAt >= MAX_SILENT_WINDOWS * WINDOW_MS);
      return [...silent, ...changed, ...unheard];
    },
    current: () => [...open.values()].map(({ anomaly }) => anomaly),
    end,
    heardAt: () => Object.fromEntries([...open].map(([key, { heardAt }]) => [key, heardAt])),
    restore(anomalies, heardAt = {}) {
      for (const anomaly of anomalies) {
        const key = keyOf(anomaly);
        const knownAt = heardAt[key];
        if (knownAt === undefined) uncertain.add(key);
        open.set(key, { anomaly, heardAt: knownAt ?? anomaly.startedAt });
      }
    },
  };
}

function keyOf({ segmentId, reason }: Pick<Anomaly, "segmentId" | "reason">): string {
  return `${segmentId} ${reason}`;
}

function measure(check: Check, metric: SegmentMetric, baselines: Baselines) {
  const isSpeed = check.reason === "speed_below_typical";
  const typical = isSpeed ? baselines.speed(metric.segmentId) : baselines.flow(metric.segmentId);
  const value = isSpeed ? metric.speedKmh : metric.flowVph;
  if (!typical || value === null) return null;
  if (isSpeed && metric.vehicles < MIN_VEHICLES) return null;
  if (check.reason === "flow_below_typical" && typical.p50 < MIN_USUAL_FLOW_VPH) return null;
  const score = anomalyScore(value, typical, check.rule);
  return score === null ? null : { score, value, typical };
}
