import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { CliError } from "./cli-error.ts";

const envSchema = z.object({
  DATABASE_URL: z.string().min(1).optional(),
  CONSOLE_URL: z.url().optional(),
  DATA_DIR: z.string().min(1).default(".data"),
});

/** Which installation the command line works on. */
export interface CliEnv {
  /** The owner's connection string. */
  databaseUrl: string;
  /** Address of the console, when it is known; for links. */
  consoleUrl: string | undefined;
}

const connectionSchema = z.object({ databaseUrl: z.string(), consoleUrl: z.string().optional() });

/** Reads DATABASE_URL, or else what the running installation noted in DATA_DIR/connection.json. Throws CliError. */
export function readCliEnv(source: Readonly<Record<string, string | undefined>>): CliEnv {
  const given = Object.entries(source).filter(([, value]) => value !== "");
  const env = envSchema.parse(Object.fromEntries(given));
  if (env.DATABASE_URL !== undefined) return { databaseUrl: env.DATABASE_URL, consoleUrl: env.CONSOLE_URL };
  const path = resolve(join(env.DATA_DIR, "connection.json"));
  if (!existsSync(path)) {
    throw new CliError(
      "not_running",
      `Arterial is not running on ${resolve(env.DATA_DIR)}: start it with \`npm start\`, or set DATABASE_URL or DATA_DIR.`,
    );
  }
  return { consoleUrl: env.CONSOLE_URL, ...connectionSchema.parse(JSON.parse(readFileSync(path, "utf8"))) };
}
