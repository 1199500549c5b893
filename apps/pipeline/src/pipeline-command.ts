import { fileURLToPath } from "node:url";

/**
 * What Node is given to run the pipeline (docs/benchmarks.md, ingest and soak):
 *
 * - A reading lives until its commit, longer than the young generation is by default: with 64 MiB of it fewer are copied
 *   on the way.
 * - The heap is collected once it is twice what lived, where V8 may wait for four times: memory stays resident as far as
 *   the heap has ever grown, and comes to its plateau sooner and lower.
 */
export const PIPELINE_COMMAND: readonly string[] = [
  "--max-semi-space-size=64",
  "--heap-growing-percent=100",
  fileURLToPath(new URL("main.ts", import.meta.url)),
];
