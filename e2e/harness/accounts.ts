import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../../scripts/boot/paths.mjs";

/** Runs `npm run cli -- … --json` on a running product and reads its answer. */
export async function runCli(dataDir: string, args: readonly string[]): Promise<Record<string, unknown>> {
  const command = [join(ROOT, "scripts/cli.mjs"), ...args, "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "" },
  });
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** Makes an account of a role; the answer is the path of its one-time link. */
export async function createAccount(dataDir: string, role: string, email: string): Promise<string> {
  const { signInPath } = await runCli(dataDir, ["user", "create", "--email", email, "--role", role]);
  return String(signInPath);
}
