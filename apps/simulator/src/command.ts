import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import type { z } from "zod";
import type { Env } from "./env.ts";
import type { Publisher } from "./publish/publisher.ts";

/** What every command is given to work with. */
export interface CommandContext {
  env: Env;
  logger: Logger;
  /** Connects to the broker; to be called once. */
  openPublisher(): Promise<Publisher>;
}

/** What a command did, for whoever started it: plain JSON. */
export type CommandResult = Readonly<Record<string, unknown>>;

/** What a running command tells: `finished` resolves when it has nothing more to send; absent when it never ends. */
export interface Running {
  finished?: Promise<CommandResult>;
}

/** A sub-command of the simulator. */
export interface Command {
  /** Options in the words of the help text. */
  usage: string;
  /** Parses the arguments. @throws UsageError when they do not fit. */
  prepare(args: readonly string[]): (context: CommandContext) => Promise<Started<Running>>;
}

/** The command line does not fit; the message says how. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** What a command works with is not as it must be: a file's content, the broker, SUMO. The message is a sentence. */
export class SourceError extends Error {
  override name = "SourceError";
  readonly code: "file" | "broker" | "sumo";

  constructor(code: SourceError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Defines a command by the options of node:util's parseArgs and a schema over what they give. */
export function defineCommand<S extends z.ZodType>(definition: {
  usage: string;
  options: Options;
  /** Name under which the one positional argument is given to the schema. */
  positional?: string;
  schema: S;
  start: (options: z.output<S>, context: CommandContext) => Promise<Started<Running>>;
}): Command {
  return {
    usage: definition.usage,
    prepare: (args) => {
      const checked = definition.schema.safeParse(givenBy(args, definition));
      if (checked.success) return (context) => definition.start(checked.data, context);
      const problems = checked.error.issues.map((issue) => {
        const name = issue.path.join(".");
        return `${name === definition.positional ? name : `--${name}`}: ${issue.message}`;
      });
      throw new UsageError(problems.join("\n"));
    },
  };
}

function givenBy(
  args: readonly string[],
  { options, positional }: { options: Options; positional?: string },
): Record<string, unknown> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: positional !== undefined,
    });
    if (positionals.length > 1) throw new UsageError("Only one file can be given");
    return positional === undefined ? values : { ...values, [positional]: positionals[0] };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
