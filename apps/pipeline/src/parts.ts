import type { Scope } from "@arterial/runtime/lifecycle";
import type { PipelineContext } from "./pipeline-context.ts";

/**
 * Starts what works on the stream besides the sinks: operators, fusion, jobs. One line each, in order; each gets what
 * it needs of the context and returns how it is stopped.
 */
export async function startParts(_scope: Scope, _context: PipelineContext): Promise<void> {}
