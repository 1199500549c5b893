import { join } from "node:path";
import { nodeBinary, ROOT } from "../boot/paths.mjs";
import { runCommand } from "../boot/run-command.mjs";
import { StartError } from "../boot/start-error.mjs";

/** Runs a command of the CLI with `--json` and gives what it printed. Throws StartError with its words on failure. */
export async function runCli(
  args: readonly string[],
  env: Record<string, string | undefined>,
): Promise<Record<string, unknown>> {
  const command = [join(ROOT, "apps/cli/src/main.ts"), ...args, "--json"];
  const { code, output } = await runCommand(nodeBinary(), command, { cwd: ROOT, env });
  const answer = parseAnswer(output);
  if (code === 0 && answer !== null) return answer;
  throw new StartError(`\`npm run cli -- ${args.join(" ")}\` failed:\n${output.trimEnd()}`);
}

function parseAnswer(output: string): Record<string, unknown> | null {
  const start = output.search(/^\{/m);
  if (start < 0) return null;
  try {
    return JSON.parse(output.slice(start)) as Record<string, unknown>;
  } catch {
    return null;
  }
}
