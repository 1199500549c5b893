import { inTransaction, letIdle, type Pool } from "@arterial/db/pool";
import { claimReplay, finishReplay } from "@arterial/db/timeseries/dead-letter/replays";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { isTransient } from "../sinks/retry-database.ts";
import type { createIngest } from "./ingest.ts";

const LOOK_EVERY_MS = 1_000;

/** What the drain needs. */
export interface ReplayDrainDeps {
  pool: Pool;
  take: ReturnType<typeof createIngest>;
  clock: Clock;
  logger: Logger;
  onFailure: (error: unknown) => void;
}

/**
 * Takes dead letters that somebody sent again by the same door as any message. One that was taken when the process died
 * is taken again: its identity makes that the same rows, and its bytes the same dead letter. While the database is away
 * nothing is sent again, and the intake goes on.
 */
export function startReplayDrain(deps: ReplayDrainDeps): Started<void> {
  const { clock, logger } = deps;
  let isAway = false;

  async function look(): Promise<void> {
    try {
      while (await takeOne(deps));
      if (isAway) logger.info("dead letters are replayed again");
      isAway = false;
    } catch (error) {
      if (!isTransient(error)) {
        logger.error({ err: error }, "dead letter not replayed");
        deps.onFailure(error);
        return;
      }
      if (!isAway) logger.warn({ err: error }, "database out of reach: no dead letter is replayed");
      isAway = true;
    }
  }
  return { value: undefined, stop: clock.every(LOOK_EVERY_MS, look) };
}

/** Takes the oldest replay that waits; false when there is none. */
function takeOne({ pool, take, clock, logger }: ReplayDrainDeps): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const waiting = await claimReplay(client);
    if (waiting === undefined) return false;
    const { id, letterId, topic, payload } = waiting;
    // A log that is out of reach is waited for.
    await letIdle(client);
    const counts = await take({ topic, payload, isRedelivery: true });
    await finishReplay(client, { id, letterId, doneAt: clock.now(), ...counts });
    logger.info({ letterId, topic, ...counts }, "dead letter replayed");
    return true;
  });
}
