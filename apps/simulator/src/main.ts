import { parseEnv } from "@arterial/runtime/env";
import { createLogger } from "@arterial/runtime/logger";
import { runProcess } from "@arterial/runtime/process";
import { type Command, UsageError } from "./command.ts";
import { demoCommand } from "./demo/demo-command.ts";
import { brokerAccountOf, envSchema } from "./env.ts";
import { startPublisher } from "./publish/publisher.ts";
import { csvCommand } from "./replay/csv-command.ts";
import { fcdCommand } from "./replay/fcd-command.ts";
import { sumoCommand } from "./sumo/sumo-command.ts";

const COMMANDS: Readonly<Record<string, Command>> = {
  demo: demoCommand,
  sumo: sumoCommand,
  fcd: fcdCommand,
  csv: csvCommand,
};

const [name = "", ...args] = process.argv.slice(2);
const start = prepareCommand();
const env = parseEnv(envSchema, process.env);
const logger = createLogger({ name: "simulator", level: env.LOG_LEVEL });

await runProcess({
  logger,
  main: async (scope) => {
    const openPublisher = () =>
      scope.start("publisher", () =>
        startPublisher({
          account: brokerAccountOf(env),
          clientId: `simulator-${name}-${process.pid}`,
          logger,
        }),
      );
    const { finished } = await scope.start(name, () => start({ env, logger, openPublisher }));
    void finished?.then(async () => {
      await scope.stop();
      process.exit(0);
    });
  },
});

/** The command that was asked for; ends the process with a sentence when there is none. */
function prepareCommand(): ReturnType<Command["prepare"]> {
  try {
    const command = COMMANDS[name];
    if (!command) throw new UsageError(name === "" ? "A command is needed" : `There is no command "${name}"`);
    return command.prepare(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const usages = Object.values(COMMANDS).map((command) => `  ${command.usage}\n`);
    process.stderr.write(
      `${error.message}\n\nUsage: node apps/simulator/src/main.ts <command>\n${usages.join("")}`,
    );
    process.exit(2);
  }
}
