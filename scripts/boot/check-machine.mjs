import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { commandOf } from "./run-state.mjs";
import { StartError } from "./start-error.mjs";

const MAX_COMMAND_LENGTH = 80;
const OLDEST_NODE = [20, 19];

/** Throws StartError when this Node cannot boot the project. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new StartError(
    `Node ${version} is too old: Arterial starts on Node ${OLDEST_NODE.join(".")} or newer. ` +
      "Install a current Node from your system's packages or nodejs.org, then start again.",
  );
}

/** Makes the data folder and proves that it can be written. Throws StartError. */
export function checkDataFolder(dataDir) {
  const probe = join(dataDir, `.write-test-${process.pid}`);
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new StartError(
      `The data folder ${dataDir} cannot be written (${error.code ?? error.message}). ` +
        "Give it to your account, or start with another one: DATA_DIR=/path/you/own npm start",
    );
  }
}

// Node's own recursive mkdir never returns where a folder cannot be made although its parent exists (/proc).
function makeFolder(path) {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/**
 * Throws StartError when something listens on one of the ports already.
 * @param {readonly { name: string, port: number }[]} ports by the setting that chooses them
 */
export async function checkPorts(ports) {
  for (const { name, port } of ports) {
    if (await isFree(port)) continue;
    throw new StartError(
      `Port ${port} (${name}) is taken${describeOwner(port)}. ` +
        `Stop that program, or start with another port: ${name}=${port + 1} npm start`,
    );
  }
}

async function isFree(port) {
  for (const host of ["0.0.0.0", "127.0.0.1", "::"]) {
    const code = await tryToListen(port, host);
    if (code === "EACCES")
      throw new StartError(`Port ${port} needs more rights than this account has. Choose one above 1023.`);
    if (code === "EADDRINUSE") return false;
  }
  return true;
}

function tryToListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

function describeOwner(port) {
  const { status, stdout } = spawnSync("ss", ["-ltnpH", `sport = :${port}`], { encoding: "utf8" });
  const owner = status === 0 ? /\(\("([^"]+)",pid=(\d+)/.exec(stdout) : null;
  if (!owner) return "";
  const command = commandOf(Number(owner[2])).trim().slice(0, MAX_COMMAND_LENGTH);
  return ` by process ${owner[2]} (${command || owner[1]})`;
}
