import { existsSync, readFileSync } from "node:fs";
import { commandOf } from "./run-state.mjs";

const POLL_MS = 500;

/**
 * Calls `onGone` when the npm that started this script ends. npm passes signals on, but nobody does when npm itself
 * is killed. Between npm and the script there may be a shell. Does nothing for a script that was started directly.
 */
export function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const isNpm = commandOf(parent).startsWith("npm");
  const grandparent = isNpm ? null : parentOf(parent);
  setInterval(() => {
    if (process.ppid !== parent || (grandparent !== null && parentOf(parent) !== grandparent)) onGone();
  }, POLL_MS).unref();
}

/** The parent of a process where the system tells it by /proc, else null. */
function parentOf(pid) {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return null;
  // "pid (name) state parent …"; the name may hold spaces and parentheses.
  const fields = readFileSync(path, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return Number(fields[1]);
}
