import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { runCli as runInProcess } from "../../apps/cli/src/run-cli.ts";
import { ROOT } from "../../scripts/boot/paths.mjs";

type Answer = Record<string, unknown>;

/** Runs `npm run cli -- … --json` on a running product and reads its answer. */
export async function runCli(dataDir: string, args: readonly string[]): Promise<Answer> {
  const command = [join(ROOT, "scripts/cli.mjs"), ...args, "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "" },
  });
  return JSON.parse(stdout) as Answer;
}

/** Runs a command in this process: nearly every journey has an account of its own, and starting programs took minutes. */
async function runHere(dataDir: string, args: readonly string[]): Promise<Answer> {
  const printed: string[] = [];
  const print = (line: string) => void printed.push(line);
  const code = await runInProcess([...args, "--json"], {
    env: { DATA_DIR: dataDir },
    print,
    printError: print,
  });
  if (code !== 0) throw new Error(`${args.join(" ")}: ${printed.join("\n")}`);
  return JSON.parse(printed.join("\n")) as Answer;
}

/** Makes an account of a role; the answer is the path of its one-time link. */
export async function createAccount(dataDir: string, role: string, email: string): Promise<string> {
  return String((await runHere(dataDir, ["user", "create", "--email", email, "--role", role])).signInPath);
}

/** Registers a device; the answer is its MQTT account and topic. */
export async function registerDevice(
  dataDir: string,
  args: readonly string[],
): Promise<{ username: string; password: string; topic: string }> {
  const { username, password, topic } = await runHere(dataDir, ["device", "register", ...args]);
  return { username: String(username), password: String(password), topic: String(topic) };
}
