import { EnvError } from "./env.ts";
import { announceReady, createScope, type Scope } from "./lifecycle.ts";
import { createLogger, type Logger } from "./logger.ts";

/** Reads a process's settings; when they are not usable it says so in one log line and exits with 1. */
export function readSettingsOrExit<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    createLogger({ name }).fatal({ variables: error.variables }, error.message);
    process.exit(1);
  }
}

/**
 * Runs a process: `main` starts its parts in the scope and returns. SIGTERM, SIGINT and the loss of the supervisor
 * stop them in reverse and exit with 0; an error nobody handled, or a stop that takes longer than `stopWithinMs`,
 * exits with 1 without committing anything further.
 */
export async function runProcess(options: {
  logger: Logger;
  main: (scope: Scope) => Promise<void>;
  stopWithinMs?: number;
}): Promise<void> {
  const { logger, main, stopWithinMs = 4_500 } = options;
  const scope = createScope(logger);
  let isStopping = false;

  async function shutDown(reason: string, exitCode: number): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    logger.info({ reason }, "stopping");
    const deadline = setTimeout(() => {
      logger.error({ stopWithinMs }, "stop took too long");
      process.exit(1);
    }, stopWithinMs);
    try {
      await scope.stop();
    } catch (error) {
      logger.error({ err: error }, "stop failed");
      process.exit(1);
    }
    clearTimeout(deadline);
    process.exit(exitCode);
  }

  function crash(error: unknown): void {
    logger.fatal({ err: error }, "unhandled error");
    process.exit(1);
  }

  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  process.on("SIGTERM", () => void shutDown("SIGTERM", 0));
  process.on("SIGINT", () => void shutDown("SIGINT", 0));
  if (process.send) process.on("disconnect", () => void shutDown("supervisor gone", 0));

  try {
    await main(scope);
    if (!isStopping) announceReady();
  } catch (error) {
    if (isStopping) return;
    logger.fatal({ err: error }, "start failed");
    process.exit(1);
  }
}
