import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { hasEnded } from "../postgres/leftover-server.ts";
import { type ChildSpec, startChild } from "./managed-child.ts";

const folder = mkdtempSync(join(tmpdir(), "arterial-child-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A child whose program is `source`, and what its supervisor heard. */
function prepare(source: string) {
  const name = `child-${Math.random().toString(36).slice(2)}`;
  const script = join(folder, `${name}.mjs`);
  writeFileSync(script, source);
  const spec: ChildSpec = {
    name,
    command: [script],
    cwd: folder,
    env: process.env,
    logFile: join(folder, `${name}.log`),
    stopWithinMs: 300,
  };
  const heard: string[] = [];
  const waiting: { text: string; resolve: () => void }[] = [];
  const hear = (text: string) => {
    heard.push(text);
    for (const { text: awaited, resolve } of waiting) if (text.includes(awaited)) resolve();
  };
  const pids: number[] = [];
  const listener = {
    onProgress: hear,
    onTrouble: hear,
    onProcess: (_: string, pid: number | null) => {
      if (pid !== null) pids.push(pid);
    },
  };
  const until = (text: string) =>
    new Promise<void>((resolve) => {
      if (heard.some((line) => line.includes(text))) resolve();
      else waiting.push({ text, resolve });
    });
  return { spec, listener, heard, pids, until };
}

const READY = `process.send({ type: "progress", text: "half way" }); process.send({ type: "ready" });`;

it("waits for readiness, passes progress and errors on, keeps the log, and stops on SIGTERM", async () => {
  const { spec, listener, heard, pids, until } = prepare(
    `console.log(JSON.stringify({ level: 50, msg: "broker lost" })); ${READY}
     process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1000);`,
  );
  const child = startChild(spec, listener);
  await child.ready;
  await until("broker lost");
  expect(heard).toContain("half way");
  await child.stop();
  expect(readFileSync(spec.logFile, "utf8")).toContain("broker lost");
  expect(await hasEnded(pids[0] ?? 0, 1_000)).toBe(true);
});

it("starts a crashed child again and says so", async () => {
  const marker = join(folder, "crashed-once");
  const { spec, listener, pids, until } = prepare(
    `import { existsSync, writeFileSync } from "node:fs"; ${READY}
     if (!existsSync(${JSON.stringify(marker)})) { writeFileSync(${JSON.stringify(marker)}, ""); setTimeout(() => process.exit(3), 20); }
     else setInterval(() => {}, 1000);`,
  );
  const child = startChild(spec, listener);
  await child.ready;
  await until("exit code 3");
  await until("runs again");
  expect(pids).toHaveLength(2);
  await child.stop();
});

it("gives the last words of a child that ends before it is ready", async () => {
  const { spec, listener } = prepare(`console.error("the sky is falling"); process.exit(2);`);
  const child = startChild(spec, listener);
  await expect(child.ready).rejects.toThrow(/exit code 2[\s\S]*the sky is falling/);
  await child.stop();
});

it("kills a child that does not stop in time", async () => {
  const { spec, listener, pids } = prepare(
    `process.on("SIGTERM", () => {}); ${READY} setInterval(() => {}, 1000);`,
  );
  const child = startChild(spec, listener);
  await child.ready;
  await child.stop();
  expect(await hasEnded(pids[0] ?? 0, 1_000)).toBe(true);
});
