import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { claimDataFolder } from "./run-state.mjs";

let folder = "";
let other: ChildProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "arterial-run-state-"));
  const script = "console.log('up'); setInterval(() => {}, 1000)";
  const child = spawn(process.execPath, ["-e", script, "supervise.ts"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  other = child;
  // A process that was only just spawned may not have its command line yet.
  await once(child.stdout, "data");
});
afterAll(async () => {
  other.kill();
  await rm(folder, { recursive: true });
});

it("gives a data folder to one of two starts that come at once, and to the next when that one was killed", async () => {
  const holder = { supervisor: other.pid ?? 0, port: 3000, children: [] };
  const late = { supervisor: process.pid, port: 3001, children: [] };
  await claimDataFolder(folder, holder);
  await expect(claimDataFolder(folder, late)).rejects.toThrow(/already runs on the data folder/);
  expect(JSON.parse(await readFile(join(folder, "running.json"), "utf8"))).toEqual(holder);
  const ended = once(other, "exit");
  other.kill("SIGKILL");
  await ended;
  await claimDataFolder(folder, late);
  expect(JSON.parse(await readFile(join(folder, "running.json"), "utf8"))).toEqual(late);
});
