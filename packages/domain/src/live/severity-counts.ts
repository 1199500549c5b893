import type { AbnormalItem, SeverityCounts } from "./frame.ts";

type Counted = Pick<AbnormalItem, "severity" | "others">;

/** How many things are abnormal of each severity, worst first; an item of a flood counts as all that it stands for. */
export function countBySeverity(items: readonly Counted[]): SeverityCounts {
  const counts: SeverityCounts = [0, 0, 0, 0];
  for (const { severity, others } of items) {
    if (!others) counts[severity - 1] = (counts[severity - 1] ?? 0) + 1;
    else
      others.forEach((count, index) => {
        counts[index] = (counts[index] ?? 0) + count;
      });
  }
  return counts;
}

/** How many things are abnormal. */
export function countAll(items: readonly Counted[]): number {
  return countBySeverity(items).reduce((sum, count) => sum + count, 0);
}
