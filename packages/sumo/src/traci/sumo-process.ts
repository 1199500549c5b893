import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";

/** A running `sumo` that waits for a TraCI client. */
export interface SumoProcess {
  port: number;
  /** Resolves when it has ended, with its exit code (null when a signal ended it) and the last it said on stderr. */
  exited: Promise<{ code: number | null; lastWords: string }>;
  /** Lets it end by itself for a moment, as it does when its client has closed, then ends it; waits until it has. */
  stop(): Promise<void>;
}

/** SUMO could not be started: not installed, or not executable. */
export class SumoNotFoundError extends Error {
  override name = "SumoNotFoundError";
}

/** Where Debian puts SUMO's schema files; without SUMO_HOME it looks for them on the web. */
const DEBIAN_SUMO_HOME = "/usr/share/sumo";
const TERMINATE_AFTER_MS = 1_000;
const KILL_AFTER_MS = 3_000;

/**
 * Starts `sumo` on a free port of the loopback.
 * @throws SumoNotFoundError when the program is not installed.
 */
export async function startSumo(options: {
  configFile: string;
  /** Further options of sumo, such as `--end 600`. */
  args?: readonly string[];
  /** Program to run; `sumo` by default. */
  binary?: string;
}): Promise<SumoProcess> {
  const port = await freePort();
  const binary = options.binary ?? "sumo";
  const child = spawn(
    binary,
    ["-c", options.configFile, "--remote-port", String(port), "--no-step-log", ...(options.args ?? [])],
    // Detached: Ctrl-C in a terminal reaches this process alone, which then ends SUMO in order.
    { env: withSumoHome(process.env), stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  let lastWords = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  const exited = new Promise<{ code: number | null; lastWords: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, lastWords: lastWords.trim() }));
  });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (cause) =>
      reject(
        new SumoNotFoundError(
          `The program "${binary}" cannot be started. Install SUMO (on Debian: apt-get install sumo).`,
          { cause },
        ),
      ),
    );
  });
  return {
    port,
    exited,
    stop: async () => {
      const terminate = setTimeout(() => child.kill("SIGTERM"), TERMINATE_AFTER_MS);
      const kill = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
      await exited;
      clearTimeout(terminate);
      clearTimeout(kill);
    },
  };
}

function withSumoHome(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env.SUMO_HOME || !existsSync(DEBIAN_SUMO_HOME) ? env : { ...env, SUMO_HOME: DEBIAN_SUMO_HOME };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
