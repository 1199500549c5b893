import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPostgresBinaries } from "./binaries.ts";
import { type Cluster, type ClusterOptions, startCluster } from "./cluster.ts";
import { commandOf, hasEnded } from "./leftover-server.ts";
import { findServerUser, reach } from "./server-user.ts";

const folder = mkdtempSync(join(tmpdir(), "arterial cluster-"));
let options: ClusterOptions;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  const user = findServerUser();
  options = {
    binaries: await findPostgresBinaries(user),
    user,
    dataFolder: join(folder, "data"),
    logFile: join(folder, "postgres.log"),
    superuserPassword: "a password with a space and ü",
    settings: { fsync: "off" },
  };
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function query(cluster: Cluster, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: cluster.superuserUrl("postgres") });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function serverProcessId(dataFolder = options.dataFolder): number {
  return Number(readFileSync(join(dataFolder, "postmaster.pid"), "utf8").split("\n")[0]);
}

describe("the embedded server", () => {
  it("starts, stores UTF-8 text, and finds it again after a restart", async () => {
    const first = await startCluster(options);
    await query(first, "create table note (text text); insert into note values ('Brücke → Hafen')");
    await first.stop();
    const second = await startCluster(options);
    const rows = await query(second, "select text, current_setting('server_encoding') as encoding from note");
    await second.stop();
    expect(rows).toEqual([{ text: "Brücke → Hafen", encoding: "UTF8" }]);
  });

  it("runs below a folder that is closed to its account", async () => {
    const closed = join(folder, "closed");
    mkdirSync(join(closed, "data folder"), { recursive: true });
    chmodSync(closed, 0o700);
    const user = reach(join(closed, "data folder"), findServerUser());
    const binaries = await findPostgresBinaries(user);
    const dataFolder = join(closed, "data folder", "postgres");
    const cluster = await startCluster({ ...options, user, binaries, dataFolder });
    const rows = await query(cluster, "select 1 as one");
    await cluster.stop();
    expect(rows).toEqual([{ one: 1 }]);
  });

  it("stops when the process that started it is killed", async () => {
    const script = join(folder, "parent.ts");
    writeFileSync(
      script,
      `const { startCluster } = await import(${JSON.stringify(join(import.meta.dirname, "cluster.ts"))});
       await startCluster(${JSON.stringify(options)});
       console.log("ready");
       setInterval(() => {}, 1000);`,
    );
    const parent = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    await once(parent.stdout, "data");
    const processId = serverProcessId();
    expect(commandOf(processId)).toContain("postgres");
    parent.kill("SIGKILL");
    expect(await hasEnded(processId, 10_000)).toBe(true);
  });

  it("stops a server that outlived its guard, and starts anew on the same data", async () => {
    const orphaned = await startCluster(options);
    const processId = serverProcessId();
    const guardId = Number(
      execFileSync("ps", ["-o", "ppid=", "-p", String(processId)], { encoding: "utf8" }),
    );
    process.kill(guardId, "SIGKILL");
    await orphaned.ended;
    expect(commandOf(processId)).toContain("postgres");
    const next = await startCluster(options);
    expect(commandOf(processId)).toBe("");
    await next.stop();
  });

  it("starts over a lock file whose server is gone", async () => {
    mkdirSync(options.dataFolder, { recursive: true });
    writeFileSync(join(options.dataFolder, "postmaster.pid"), `${process.pid}\n${options.dataFolder}\n`);
    const cluster = await startCluster(options);
    expect(await query(cluster, "select 1 as one")).toEqual([{ one: 1 }]);
    await cluster.stop();
  });

  it("says why it does not start", async () => {
    const broken = { ...options, settings: { shared_buffers: "nonsense" } };
    await expect(startCluster(broken)).rejects.toThrow(/shared_buffers/);
  });

  it("is waited for as long as it recovers, and says so meanwhile", async () => {
    const dataFolder = join(folder, "recovering");
    await (await startCluster({ ...options, dataFolder })).stop();
    // A standby without a primary recovers until it is promoted, and refuses connections like one after a crash.
    writeFileSync(join(dataFolder, "standby.signal"), "");
    // Long enough for a busy machine's server to answer at all, and then outlasted by its recovery.
    const answerTimeoutMs = 5_000;
    let isPromoted = false;
    const cluster = await startCluster({
      ...options,
      dataFolder,
      settings: { ...options.settings, hot_standby: "off" },
      answerTimeoutMs,
      tellEveryMs: 100,
      onRecovering: (waitedMs) => {
        if (isPromoted || waitedMs < 1.2 * answerTimeoutMs) return;
        isPromoted = true;
        writeFileSync(join(dataFolder, "promote"), "");
        process.kill(serverProcessId(dataFolder), "SIGUSR1");
      },
    });
    const rows = await query(cluster, "select pg_is_in_recovery() as recovers");
    await cluster.stop();
    expect(rows).toEqual([{ recovers: false }]);
    expect(isPromoted).toBe(true);
  });

  it("does not go on alone when it could not be reached", async () => {
    const dataFolder = join(folder, "unreachable");
    await (await startCluster({ ...options, dataFolder })).stop();
    const other = { ...options, dataFolder, superuserPassword: "another", answerTimeoutMs: 5_000 };
    await expect(startCluster(other)).rejects.toThrow(/password authentication failed/);
    expect(existsSync(join(dataFolder, "postmaster.pid"))).toBe(false);
  });
});
