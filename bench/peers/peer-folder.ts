import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const FOLDER = join(tmpdir(), "arterial-bench-peers");
const TIMEOUT_MS = 10 * 60 * 1_000;

/**
 * Folder outside of the repository with a peer of a pinned version in it, made by `install` the first time and kept
 * for the next runs of the machine.
 */
export async function peerFolder(
  name: string,
  install: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = join(FOLDER, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await install(unfinished);
  renameSync(unfinished, folder);
  return folder;
}

/** Runs a tool that installs something. */
export function runTool(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: Readonly<Record<string, string>> },
) {
  return promisify(execFile)(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    timeout: TIMEOUT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
}
