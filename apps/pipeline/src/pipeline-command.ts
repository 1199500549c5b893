import { fileURLToPath } from "node:url";

/**
 * What Node is given to run the pipeline. A reading lives until its commit, longer than the young generation is by
 * default: with 64 MiB of it fewer are copied on the way (docs/benchmarks.md, ingest).
 */
export const PIPELINE_COMMAND: readonly string[] = [
  "--max-semi-space-size=64",
  fileURLToPath(new URL("main.ts", import.meta.url)),
];
