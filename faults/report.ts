import type { FaultReport } from "./run-fault.ts";

/** One line about a run: its counts, and what does not hold. */
export function formatReport(report: FaultReport): string {
  const { readings, letters, recomputed } = report;
  const facts = [
    `sent ${report.sent}`,
    `acknowledged ${report.acknowledged}`,
    `stored ${readings.stored}`,
    `lost ${readings.lost}`,
    `repeated ${readings.repeated}`,
    `invented ${readings.invented}`,
    `letters ${letters.letters}`,
    `windows ${recomputed.windows}`,
    `starts ${report.starts}`,
    `${Math.round(report.peakMemoryMb)} MiB`,
    `${report.seconds.toFixed(1)} s`,
  ];
  const head = `${report.problems.length === 0 ? "ok    " : "FAILED"} ${report.name.padEnd(34)} ${facts.join(", ")}`;
  return [head, ...report.problems.map((problem) => `       ${problem}`)].join("\n");
}

/** A fault that was not run. */
export interface Skipped {
  name: string;
  reason: string;
  /** It belongs to what was asked for, and this machine cannot do it. */
  isWanted: boolean;
}

/**
 * The last words about a schedule. What was asked for and could not be done has proved nothing: it is told of, and where
 * a change is proved (`isCi`) it has failed.
 */
export function judgeSchedule(
  reports: readonly Pick<FaultReport, "problems">[],
  skipped: readonly Skipped[],
  { isCi }: { isCi: boolean },
): { failed: number; lines: string[] } {
  const unable = skipped.filter(({ isWanted }) => isWanted).length;
  const broken = reports.filter(({ problems }) => problems.length > 0).length;
  const failed = broken + (isCi ? unable : 0);
  const lines = skipped.map(({ name, reason, isWanted }) =>
    isWanted ? `NOT RUN ${name}: ${reason}` : `left out ${name}: ${reason}`,
  );
  if (unable > 0 && !isCi) lines.push(`WARNING: nothing is proved of ${unable} that could not be run`);
  const counts = `${reports.length - broken} passed, ${failed} failed`;
  return { failed, lines: [...lines, unable > 0 ? `${counts}, ${unable} not run` : counts] };
}
