import { ServiceError } from "@arterial/api/errors";
import { MigrationError } from "@arterial/db/migrate";
import { FileError } from "@arterial/runtime/file-bytes";
import { Command, CommanderError } from "commander";
import { ZodError } from "zod";
import { CliError, type CliErrorCode } from "./cli-error.ts";
import type { CliIo } from "./command-scope.ts";
import { addCityCommands } from "./commands/city.ts";
import { addDeadLetterCommands } from "./commands/dead-letter.ts";
import { addDeviceCommands } from "./commands/device.ts";
import { addMigrateCommand } from "./commands/migrate.ts";
import { addReplayCommand } from "./commands/replay.ts";
import { addSumoCommands } from "./commands/sumo.ts";
import { addTokenCommands } from "./commands/token.ts";
import { addUserCommands } from "./commands/user.ts";

const USAGE = 2;
const EXIT_CODES: Readonly<Partial<Record<CliErrorCode, number>>> = { usage: USAGE, interrupted: 130 };

/** Runs one command line; gives the exit code: 0 done, 1 refused or failed, 2 not understood. */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  const isJson = args.includes("--json");
  const program = createProgram(io, isJson);
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // What is wrong with the words of a command is printed by the program, unless it has to be JSON.
    if (error instanceof CommanderError && !isJson) return USAGE;
    const { code, message, exitCode } = describe(error);
    io.printError(isJson ? JSON.stringify({ error: { code, message } }) : message);
    return exitCode;
  }
}

function createProgram(io: CliIo, isJson: boolean): Command {
  const program = new Command("arterial")
    .description("Administration of an Arterial installation without a browser")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.print(text.trimEnd()),
      writeErr: (text) => {
        if (!isJson) io.printError(text.trimEnd());
      },
    });
  addUserCommands(program, io);
  addTokenCommands(program, io);
  addDeviceCommands(program, io);
  addCityCommands(program, io);
  addReplayCommand(program, io);
  addSumoCommands(program, io);
  addDeadLetterCommands(program, io);
  addMigrateCommand(program, io);
  return program;
}

interface Description {
  code: string;
  message: string;
  exitCode: number;
}

/** What is told about a failure. What nobody expected is thrown on: it is a bug, with its stack. */
function describe(error: unknown): Description {
  if (error instanceof CliError) {
    return { code: error.code, message: error.message, exitCode: EXIT_CODES[error.code] ?? 1 };
  }
  if (error instanceof CommanderError) {
    const isHelp = error.code === "commander.help";
    const message = isHelp
      ? "A command is needed; --help lists them."
      : error.message.replace(/^error: /, "");
    return { code: "usage", message, exitCode: USAGE };
  }
  if (error instanceof FileError) return { code: "file", message: error.message, exitCode: 1 };
  if (error instanceof ServiceError) return { code: error.code, message: error.message, exitCode: 1 };
  if (error instanceof MigrationError) return { code: "migration", message: error.message, exitCode: 1 };
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    const place = issue === undefined || issue.path.length === 0 ? "" : `--${issue.path.join(".")}: `;
    return { code: "invalid_input", message: `${place}${issue?.message ?? "not valid"}`, exitCode: USAGE };
  }
  throw error;
}
