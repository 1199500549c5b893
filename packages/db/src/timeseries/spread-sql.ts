/**
 * SQL that turns a set `observed` with some key columns and `value` into rows of those columns and p15, p50, p85, mad
 * and samples, for keys with at least `minSamples` values: the same numbers as `spreadOf` of the domain.
 */
export function spreadSql(keys: string, minSamples: string): string {
  return `select ${keys}, p[1], p[2], p[3],
      percentile_cont(0.5) within group (order by abs(value - p[2])), count(*)
    from observed join (
      select ${keys}, percentile_cont(array[0.15, 0.5, 0.85]) within group (order by value) as p
        from observed group by ${keys} having count(*) >= ${minSamples}
    ) as spread using (${keys})
    group by ${keys}, p`;
}
