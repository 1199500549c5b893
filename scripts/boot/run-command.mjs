import { spawn } from "node:child_process";
import { forgetCommand, noteCommand, signalGroup } from "./command-note.mjs";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** Ends the commands that are running at this moment. */
export function stopRunningCommands() {
  for (const child of running) signalGroup(child.pid, "SIGTERM");
}

/**
 * Runs a command to its end and collects what it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, onLine?: (line: string) => void, isNoted?: boolean }} [options]
 *   a noted command changes the checkout: other starts wait for it
 * @returns {Promise<{ code: number, output: string }>} `code` is 1 when a signal ended it or it could not be started.
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
      detached: process.platform !== "win32",
    });
    if (child.pid !== undefined) running.add(child);
    if (options.isNoted && child.pid !== undefined) noteCommand(child.pid);
    let output = "";
    const collect = (chunk) => {
      output += chunk;
      if (options.onLine)
        for (const line of String(chunk).split("\n")) if (line.trim()) options.onLine(line.trim());
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on("close", (code) => {
      running.delete(child);
      if (options.isNoted) forgetCommand();
      resolve({ code: code ?? 1, output });
    });
  });
}
