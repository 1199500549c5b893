import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { StartError } from "../boot/start-error.mjs";

/** The account that the database server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  /** True when it is given the capability to pass folders that are closed to it on the way to its own. */
  readonly passesFolders?: boolean;
}

/** A program to start, and the identity to start it with. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
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

/** Whether the server's account may run a program. Always true for the current account. */
export function canRun(program: string, user: ServerUser | null): boolean {
  if (user === null) return true;
  return spawnSync("test", ["-x", program], { uid: user.uid, gid: user.gid }).status === 0;
}

function canEnter(folder: string, user: ServerUser): boolean {
  const { command, args, identity } = asServerUser(user, "/bin/sh", ["-c", 'cd -- "$1"', "sh", folder]);
  return spawnSync(command, args, identity).status === 0;
}

/**
 * The account made able to reach a folder that exists. Below a folder that is root's alone (`/root`, `mktemp -d`) the
 * account gets the one capability CAP_DAC_READ_SEARCH; nothing outside is opened to others for it.
 * @throws StartError when there is no way for the account to get there.
 */
export function reach(folder: string, user: ServerUser | null): ServerUser | null {
  if (user === null || canEnter(folder, user)) return user;
  const passing = { ...user, passesFolders: true };
  if (canEnter(folder, passing)) return passing;
  throw new StartError(
    `The account of the database server may not enter ${folder}. ` +
      "Set DATA_DIR to a folder that everyone may pass, for example DATA_DIR=/var/lib/arterial.",
  );
}

/** How a program is started as the server's account. */
export function asServerUser(
  user: ServerUser | null,
  command: string,
  args: readonly string[],
): ServerCommand {
  if (user === null) return { command, args, identity: {} };
  const { uid, gid, passesFolders } = user;
  if (!passesFolders) return { command, args, identity: { uid, gid } };
  const grant = [
    "--clear-groups",
    "--inh-caps=-all,+dac_read_search",
    "--ambient-caps=-all,+dac_read_search",
  ];
  const wrapped = [`--reuid=${uid}`, `--regid=${gid}`, ...grant, command, ...args];
  return { command: "setpriv", args: wrapped, identity: {} };
}

function readAccount(name: string): ServerUser | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((candidate) => candidate.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}
