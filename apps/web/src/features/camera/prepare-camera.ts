import { numberOf } from "../device/channel.ts";

/** Road users by class of one reading, most first. */
export function countsByClass(
  values: Readonly<Record<string, unknown>> | undefined,
): { cls: string; count: number }[] {
  const counts = values?.counts;
  if (typeof counts !== "object" || counts === null) return [];
  return Object.entries(counts)
    .flatMap(([cls, value]) => {
      const count = numberOf(value);
      return count === null ? [] : [{ cls, count }];
    })
    .toSorted((a, b) => b.count - a.count || a.cls.localeCompare(b.cls));
}

/** All road users of one reading; null when it has no counts. */
export function totalCount(values: Readonly<Record<string, unknown>> | undefined): number | null {
  if (typeof values?.counts !== "object" || values.counts === null) return null;
  return countsByClass(values).reduce((sum, { count }) => sum + count, 0);
}
