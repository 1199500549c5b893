import { quantileSorted } from "../../packages/domain/src/statistics/quantile.ts";
import { matchReadings, type SentLoad } from "./match-readings.ts";

const ID = /^bench-traffic-(\d+)$/;

/** What a reader is asked, and what it says of a load. */
export interface ReaderReport {
  shown: number;
  superseded: number;
  missing: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  mostMs: number;
}

/** Notes in a process of its own which readings of loops have come, and answers its parent what became of a load. */
export function startSeenLoops(): { see(deviceId: string, ts: number, seenAt: number): void } {
  const seen: [ts: number, seenAt: number][][] = [];
  process.on("message", (load: SentLoad) => {
    const { latenciesMs, ...counts } = matchReadings(load, (loop) => seen[loop] ?? []);
    const at = (share: number) => quantileSorted(latenciesMs, share) ?? Number.NaN;
    const report: ReaderReport = {
      ...counts,
      p50Ms: at(0.5),
      p95Ms: at(0.95),
      p99Ms: at(0.99),
      mostMs: at(1),
    };
    process.send?.(report);
  });
  process.on("disconnect", () => process.exit(0));
  return {
    see: (deviceId, ts, seenAt) => {
      const loop = Number(ID.exec(deviceId)?.[1] ?? Number.NaN);
      if (Number.isNaN(loop)) return;
      seen[loop] ??= [];
      const before = seen[loop].at(-1);
      if (!before || before[0] < ts) seen[loop].push([ts, seenAt]);
    },
  };
}

/** Epoch ms with fractions, by the clock that the generator has too. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now();
}
