import { describe, expect, it } from "vitest";
import { atLeast, atMost } from "./benchmark.ts";
import { listBenchmarks, loadBenchmark } from "./find-benchmarks.ts";
import { formatResult } from "./format-result.ts";

describe("a benchmark's result", () => {
  const text = formatResult({
    name: "ingest",
    ours: { value: 15_012.4, unit: "readings/s" },
    limit: { value: 60_000, unit: "readings/s" },
    peers: [{ name: "a peer", value: 1_200, unit: "readings/s" }],
    ratios: { toPeer: 12.51 },
    bars: [atLeast("readings/s", 15_012.4, 15_000), atMost("p99 ms", 612, 500)],
    notes: ["everything shares the machine"],
  });

  it("is a table with one line a figure", () => {
    expect(text.split("\n").map((line) => line.trim().replaceAll(/ +/g, " "))).toEqual([
      "ingest",
      "ours 15,012 readings/s",
      "limit 60,000 readings/s",
      "a peer 1,200 readings/s",
      "toPeer 12.5 ×",
      "",
      "readings/s 15,012 ≥ 15,000 reached",
      "p99 ms 612 ≤ 500 NOT REACHED",
      "",
      "everything shares the machine",
    ]);
  });
});

describe("every file of the folder", () => {
  it.each(listBenchmarks())("%s says what it measures", async (name) => {
    const benchmark = await loadBenchmark(name);
    expect(benchmark.summary).not.toBe("");
    expect(benchmark.run).toBeTypeOf("function");
  });
});
