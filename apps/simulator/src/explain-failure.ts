import { FileError } from "@arterial/runtime/file-bytes";
import { SumoFileError } from "@arterial/sumo/sumo-file-error";
import { SumoNotFoundError } from "@arterial/sumo/traci/sumo-process";
import { TraciError } from "@arterial/sumo/traci/traci-error";
import { SourceError, UsageError } from "./command.ts";

/** What is told about a failure that a person can do something about. */
export interface Failure {
  code: "usage" | SourceError["code"];
  message: string;
  exitCode: 1 | 2;
}

/** The failure behind an error, or undefined when it is a bug. */
export function explainFailure(error: unknown): Failure | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { message } = one;
    if (one instanceof UsageError) return { code: "usage", message, exitCode: 2 };
    if (one instanceof SourceError) return { code: one.code, message, exitCode: 1 };
    if (one instanceof FileError || one instanceof SumoFileError)
      return { code: "file", message, exitCode: 1 };
    if (one instanceof SumoNotFoundError || one instanceof TraciError) {
      return { code: "sumo", message, exitCode: 1 };
    }
  }
  return undefined;
}
