import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { noteCommand, settleEarlierCommand } from "./command-note.mjs";
import { commandOf } from "./run-state.mjs";

let folder: string;
let note: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "arterial-note-"));
  note = join(folder, "boot-command.json");
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

/** A process that stays, in a group of its own, called as one of npm would be. */
function stay(name: string): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", name], { detached: true });
  children.push(child);
  return child as ChildProcess & { pid: number };
}

it("ends an installation or a build whose start was killed", async () => {
  const owner = stay("start");
  const build = stay("npm run build");
  noteCommand(build.pid, owner.pid, note);
  owner.kill("SIGKILL");
  await once(owner, "exit");
  expect(await settleEarlierCommand(() => {}, note)).toBe(true);
  if (build.exitCode === null && build.signalCode === null) await once(build, "exit");
  expect(build.signalCode).toBe("SIGTERM");
});

it("waits for that of a start which still runs", async () => {
  const owner = stay("start");
  const build = stay("npm run build");
  noteCommand(build.pid, owner.pid, note);
  const settled = settleEarlierCommand(() => build.kill("SIGTERM"), note);
  expect(await settled).toBe(true);
  expect(commandOf(owner.pid)).not.toBe("");
});

it("leaves alone what took over the process id, and does without a note", async () => {
  const stranger = stay("somebody else");
  noteCommand(stranger.pid, 999_999_999, note);
  expect(await settleEarlierCommand(() => {}, note)).toBe(false);
  expect(await settleEarlierCommand(() => {}, join(folder, "none.json"))).toBe(false);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
});
