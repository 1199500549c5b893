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
