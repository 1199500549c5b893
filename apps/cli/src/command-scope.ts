import { createSystemContext, type ServiceContext } from "@arterial/api/context";
import { createServices } from "@arterial/api/services";
import type { Pool } from "@arterial/db/pool";
import { createLogger } from "@arterial/runtime/logger";
import { CliError } from "./cli-error.ts";
import { type CliEnv, readCliEnv } from "./env.ts";

/** What the command line prints to and reads its settings from; replaced in tests. */
export interface CliIo {
  env: Readonly<Record<string, string | undefined>>;
  print: (line: string) => void;
  printError: (line: string) => void;
}

/** Options that every command has. */
export interface CommonOptions {
  json?: boolean;
}

/** Prints an answer: one JSON document with `--json`, else lines for a person. */
export function answer(io: CliIo, options: CommonOptions, document: object, lines: readonly string[]): void {
  if (options.json === true) io.print(JSON.stringify(document));
  else for (const line of lines) io.print(line);
}

/** Runs `work` with the installation's own rights on its database, and closes the connections after it. */
export async function withServices<T>(
  io: CliIo,
  work: (ctx: ServiceContext, env: CliEnv) => Promise<T>,
): Promise<T> {
  const env = readCliEnv(io.env);
  const services = createServices({
    databaseUrl: env.databaseUrl,
    applicationName: "arterial-cli",
    log: createLogger({ name: "cli", level: "silent" }),
    maxConnections: 3,
  });
  try {
    await requireDatabase(services.pool);
    return await work(createSystemContext(services, "cli"), env);
  } finally {
    await services.close();
  }
}

async function requireDatabase(pool: Pool): Promise<void> {
  const answered = await pool
    .query<{ ready: boolean }>("select to_regclass('public.user_account') is not null as ready")
    .catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CliError("database", `The database does not answer: ${reason}`, { cause });
    });
  if (answered.rows[0]?.ready !== true) {
    throw new CliError("database", "The database is empty: run `npm run cli -- migrate` first.");
  }
}
