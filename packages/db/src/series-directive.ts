import type { Tier } from "./tier.ts";

/** A time-partitioned table as its migration file declares it. Intervals are PostgreSQL's, such as "1 day". */
export interface SeriesDirective {
  table: string;
  chunk: string;
  /** null: kept forever. */
  keep: string | null;
}

const INTERVAL = String.raw`\d+ (?:hour|day)s?`;
const DIRECTIVE = new RegExp(
  `^-- series: (?<table>[a-z0-9_]+) chunk (?<chunk>${INTERVAL}) keep (?<keep>${INTERVAL}|forever)$`,
);

/** Finds the lines `-- series: <table> chunk <interval> keep <interval|forever>`; throws on one that is misspelt. */
export function parseSeriesDirectives(sql: string): SeriesDirective[] {
  const lines = sql.split("\n").filter((line) => line.startsWith("-- series:"));
  return lines.map((line) => {
    const groups = DIRECTIVE.exec(line.trimEnd())?.groups;
    if (groups?.table === undefined || groups.chunk === undefined || groups.keep === undefined) {
      throw new Error(`This series directive cannot be read: ${line}`);
    }
    return { table: groups.table, chunk: groups.chunk, keep: groups.keep === "forever" ? null : groups.keep };
  });
}

/** Statements that turn the plain table of a directive into a partitioned table or a hypertable. */
export function seriesStatements(series: SeriesDirective, tier: Tier): string {
  const { table, chunk, keep } = series;
  const register = `insert into timeseries.series (name, tier, chunk, keep)
    values ('${table}', '${tier}', interval '${chunk}', ${keep === null ? "null" : `interval '${keep}'`});`;
  if (tier !== "native") {
    return `${register}
      select public.create_hypertable('timeseries.${table}', public.by_range('ts', interval '${chunk}'),
        create_default_indexes => false);`;
  }
  return `${register}
    alter table timeseries.${table} rename to ${table}_plain;
    alter index timeseries.${table}_pkey rename to ${table}_plain_pkey;
    create table timeseries.${table} (like timeseries.${table}_plain including all) partition by range (ts);
    drop table timeseries.${table}_plain;
    create table timeseries.${table}_default partition of timeseries.${table} default;`;
}
