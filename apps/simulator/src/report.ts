import type { CommandResult } from "./command.ts";
import type { Failure } from "./explain-failure.ts";

/** Messages to the process that started this one, when there is a channel to it. */
export type Report =
  | { type: "finished"; result: CommandResult }
  | { type: "failed"; code: Failure["code"]; message: string };

/** Hands a report to the starting process; false when nobody listens. */
export function sendReport(report: Report): Promise<boolean> {
  return new Promise((resolve) => {
    if (!process.send || !process.connected) return resolve(false);
    process.send(report, undefined, undefined, (error: Error | null) => resolve(error === null));
  });
}
