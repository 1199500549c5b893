import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CliError } from "./cli-error.ts";

const SIMULATOR = fileURLToPath(new URL("../../simulator/src/main.ts", import.meta.url));

const reportSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("finished"), result: z.record(z.string(), z.unknown()) }),
  z.object({
    type: z.literal("failed"),
    code: z.enum(["usage", "file", "broker", "sumo"]),
    message: z.string(),
  }),
]);

/**
 * Runs the simulator as a process of its own and hands it signals; its log goes to standard error.
 * @param logLevel what of its log is shown, unless LOG_LEVEL says otherwise.
 * @throws CliError when it says why it could not; "interrupted" when a signal ended it.
 * @returns what it reports when it has finished.
 */
export async function runSimulator(
  args: readonly string[],
  options: { env: Readonly<Record<string, string | undefined>>; logLevel: "info" | "silent" },
): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, [SIMULATOR, ...args], {
    // Standard output is for the command's own answer.
    stdio: ["inherit", 2, 2, "ipc"],
    env: { LOG_LEVEL: options.logLevel, ...options.env },
  });
  let report: z.infer<typeof reportSchema> | undefined;
  child.on("message", (message) => {
    const parsed = reportSchema.safeParse(message);
    if (parsed.success) report = parsed.data;
  });
  const stop = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("SIGINT", stop).off("SIGTERM", stop);
  if (report?.type === "finished") return report.result;
  if (report?.type === "failed") throw new CliError(report.code, report.message);
  if (code === 0 || code === null) throw new CliError("interrupted", "Interrupted.");
  throw new CliError("internal", `The simulator ended with exit code ${code}; LOG_LEVEL=info says more.`);
}
