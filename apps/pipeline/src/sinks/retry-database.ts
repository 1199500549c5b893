import type { Clock } from "@arterial/runtime/clock";
import type { Logger } from "@arterial/runtime/logger";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3_000;

/** SQLSTATE classes and codes that another try may not meet again: connection, resources, shutdown, serialization. */
const TRANSIENT = /^(08|53|57P0[1-4]|58030|40001|40P01|55P03)/;
/** Data exceptions and violated constraints: the same rows would fail again. */
const ABOUT_DATA = /^(22|23)/;

/** Five letters or digits, and a digit among them: EPIPE and other errors of the socket are none. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;

function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && SQLSTATE.test(code) ? code : undefined;
}

/** True when the rows themselves are the reason. */
export function isAboutData(error: unknown): boolean {
  const state = sqlState(error);
  return state !== undefined && ABOUT_DATA.test(state);
}

/** True when the database or the way to it is the reason, for now. Errors without a SQLSTATE come from the socket. */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  return state === undefined ? error instanceof Error : TRANSIENT.test(state);
}

/**
 * Runs `work` until it succeeds, with growing pauses while the database is out of reach; gives up after
 * `giveUpAfterMs`, and at once on errors that are neither transient nor about the connection.
 */
export async function retryDatabase<T>(
  work: () => Promise<T>,
  options: { clock: Clock; logger: Logger; giveUpAfterMs: number },
): Promise<T> {
  const { clock, logger, giveUpAfterMs } = options;
  const startedAt = clock.now();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || clock.now() - startedAt >= giveUpAfterMs) throw error;
      logger.warn({ err: error, pauseMs }, "database out of reach");
      await clock.sleep(pauseMs);
    }
  }
}
