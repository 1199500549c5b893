import { migrate } from "@arterial/db/migrate";
import type { Command } from "commander";
import { answer, type CliIo, type CommonOptions } from "../command-scope.ts";
import { readCliEnv } from "../env.ts";

/** `migrate`. */
export function addMigrateCommand(program: Command, io: CliIo): void {
  program
    .command("migrate")
    .description("bring the database to this version; safe to repeat")
    .option("--json", "print one JSON document")
    .action(async (options: CommonOptions) => {
      const { applied, tier } = await migrate({ url: readCliEnv(io.env).databaseUrl });
      answer(io, options, { applied, tier }, [
        ...applied.map((name) => `applied ${name}`),
        applied.length === 0
          ? `The database is up to date (${tier}).`
          : `The database is migrated (${tier}).`,
      ]);
    });
}
