import { parseEnv } from "@arterial/runtime/env";
import type { Scope } from "@arterial/runtime/lifecycle";
import { createLogger } from "@arterial/runtime/logger";
import { readSettingsOrExit, runProcess } from "@arterial/runtime/process";
import { type Command, UsageError } from "./command.ts";
import { demoCommand } from "./demo/demo-command.ts";
import { brokerAccountOf, envSchema } from "./env.ts";
import { explainFailure } from "./explain-failure.ts";
import { startPublisher } from "./publish/publisher.ts";
import { csvCommand } from "./replay/csv-command.ts";
import { fcdCommand } from "./replay/fcd-command.ts";
import { sendReport } from "./report.ts";
import { sumoCommand } from "./sumo/sumo-command.ts";

const COMMANDS: Readonly<Record<string, Command>> = {
  demo: demoCommand,
  sumo: sumoCommand,
  fcd: fcdCommand,
  csv: csvCommand,
};

const [name = "", ...args] = process.argv.slice(2);
const env = readSettingsOrExit("simulator", () => parseEnv(envSchema, process.env));
const logger = createLogger({ name: "simulator", level: env.LOG_LEVEL });

await runProcess({
  logger,
  main: (scope) => runCommand(scope).catch((error: unknown) => endWithSentence(scope, error)),
});

async function runCommand(scope: Scope): Promise<void> {
  const command = COMMANDS[name];
  if (!command) throw new UsageError(name === "" ? "A command is needed" : `There is no command "${name}"`);
  const start = command.prepare(args);
  const account = brokerAccountOf(env);
  const clientId = `simulator-${name}-${process.pid}`;
  const openPublisher = () => scope.start("publisher", () => startPublisher({ account, clientId, logger }));
  const { finished } = await scope.start(name, () => start({ env, logger, openPublisher }));
  void finished?.then(
    async (result) => {
      await sendReport({ type: "finished", result });
      await scope.stop();
      process.exit(0);
    },
    (error: unknown) => endWithSentence(scope, error),
  );
}

/** Ends the process with a sentence about what a person can put right; anything else is a bug and crashes. */
async function endWithSentence(scope: Scope, error: unknown): Promise<void> {
  const failure = explainFailure(error);
  if (!failure) throw error;
  await scope.stop();
  const { code, message, exitCode } = failure;
  if (!(await sendReport({ type: "failed", code, message }))) {
    process.stderr.write(`${message}\n${code === "usage" ? usageText() : ""}`);
  }
  process.exit(exitCode);
}

function usageText(): string {
  const usages = Object.values(COMMANDS).map((command) => `  ${command.usage}\n`);
  return `\nUsage: node apps/simulator/src/main.ts <command>\n${usages.join("")}`;
}
