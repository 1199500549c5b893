import type { Clock } from "@arterial/runtime/clock";
import type { Logger } from "@arterial/runtime/logger";
import { z } from "zod";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3_000;

/** SQLSTATE classes and codes that another try may not meet again: connection, resources, silence, shutdown, serialization. */
const TRANSIENT = /^(08|53|25P03|57P0[1-4]|58030|40001|40P01|55P03)/;
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

/** What the language throws by itself: a mistake of ours, or what is larger than a text may be. */
const OF_THE_PROGRAM = [TypeError, RangeError, ReferenceError, SyntaxError, z.ZodError];
/** What Node says instead of a RangeError when bytes make too long a text. */
const TOO_LONG = "ERR_STRING_TOO_LONG";

function isOfProgram(error: Error): boolean {
  return OF_THE_PROGRAM.some((kind) => error instanceof kind) || ("code" in error && error.code === TOO_LONG);
}

/**
 * True when the database or the way to it is the reason, for now. Errors without a SQLSTATE come from the socket, unless
 * the program itself is at fault: another try would do the same again.
 */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return TRANSIENT.test(state);
  return error instanceof Error && !isOfProgram(error);
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
