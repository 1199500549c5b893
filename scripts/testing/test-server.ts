import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostgresBinaries } from "../postgres/binaries.ts";
import { startCluster } from "../postgres/cluster.ts";
import { findServerUser } from "../postgres/server-user.ts";

/** A throw-away PostgreSQL for tests. */
export interface TestServer {
  /** Superuser address of the database `postgres`. */
  readonly url: string;
  /** Stops the server and deletes its folder. */
  readonly stop: () => Promise<void>;
}

/** Starts a PostgreSQL in a temporary folder. Nothing is flushed to disk: speed matters, the data does not. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), "arterial-test-postgres-"));
  chmodSync(folder, 0o755);
  const user = findServerUser();
  const cluster = await startCluster({
    binaries: await findPostgresBinaries(user),
    user,
    dataFolder: join(folder, "data"),
    logFile: join(folder, "postgres.log"),
    superuserPassword: randomBytes(18).toString("base64url"),
    settings: {
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      max_connections: "200",
    },
  });
  return {
    url: cluster.superuserUrl("postgres"),
    stop: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
