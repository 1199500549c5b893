import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "./benchmark.ts";

const FOLDER = join(import.meta.dirname, "..");
const NOT_BENCHMARKS = new Set(["run.ts"]);

/** Names of the benchmarks: every file directly in `bench/` is one, its parts are in folders. */
export function listBenchmarks(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !NOT_BENCHMARKS.has(file))
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}

/** The benchmark of a name that {@link listBenchmarks} gave. */
export async function loadBenchmark(name: string): Promise<Benchmark> {
  const loaded: Partial<Benchmark> = await import(join(FOLDER, `${name}.ts`));
  if (typeof loaded.run !== "function" || typeof loaded.summary !== "string")
    throw new Error(`bench/${name}.ts has to export summary and run`);
  return { summary: loaded.summary, run: loaded.run };
}
