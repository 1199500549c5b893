import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { StartError } from "../boot/start-error.mjs";

/** The account that the database server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account for the server: null = the current one. PostgreSQL refuses to run as root, so root hands it to the
 * system's `postgres` account, which is made when it is missing.
 */
export function findServerUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const known = readAccount("postgres");
  if (known) return known;
  try {
    execFileSync(
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"],
      {
        stdio: "pipe",
      },
    );
  } catch (cause) {
    throw new StartError(
      "PostgreSQL cannot run as root, and the account `postgres` could not be made for it. " +
        "Start Arterial as an ordinary user, or make that account first.",
      { cause },
    );
  }
  const made = readAccount("postgres");
  if (!made)
    throw new StartError(
      "The account `postgres` was made but is not in /etc/passwd. Start as an ordinary user.",
    );
  return made;
}

/** Whether the server's account may enter a folder (or run a program). Always true for the current account. */
export function canEnter(path: string, user: ServerUser | null): boolean {
  if (user === null) return true;
  return spawnSync("test", ["-x", path], { uid: user.uid, gid: user.gid }).status === 0;
}

function readAccount(name: string): ServerUser | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((candidate) => candidate.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}
