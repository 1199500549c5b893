import { describe, expect, it } from "vitest";
import { parseSeriesDirectives, seriesStatements } from "./series-directive.ts";

describe("parseSeriesDirectives", () => {
  it("finds each declared series with its chunk and retention", () => {
    const sql =
      "-- a\n-- series: air chunk 7 days keep 400 days\ncreate table x ();\n-- series: b chunk 1 hour keep forever\n";
    expect(parseSeriesDirectives(sql)).toEqual([
      { table: "air", chunk: "7 days", keep: "400 days" },
      { table: "b", chunk: "1 hour", keep: null },
    ]);
  });

  it.each([
    "-- series: air",
    "-- series: air chunk week keep forever",
    "-- series: Air chunk 1 day keep 1 day",
  ])("refuses %j instead of leaving a table unpartitioned", (line) => {
    expect(() => parseSeriesDirectives(line)).toThrow(/cannot be read/);
  });
});

describe("seriesStatements", () => {
  it("partitions on plain PostgreSQL and makes a hypertable elsewhere", () => {
    const series = { table: "air", chunk: "7 days", keep: null };
    expect(seriesStatements(series, "native")).toContain("partition by range (ts)");
    expect(seriesStatements(series, "apache")).toContain("create_hypertable('timeseries.air'");
  });
});
