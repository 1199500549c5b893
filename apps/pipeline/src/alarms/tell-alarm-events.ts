import { inTransaction, letIdle, type Pool } from "@arterial/db/pool";
import {
  claimAlarmEvents,
  markAlarmEventsTold,
  readUntoldSince,
  type UntoldAlarmEvent,
} from "@arterial/db/timeseries/live-recording/alarm-events";
import { type AlarmEvent, alarmEventId } from "@arterial/domain/alarm/alarm-event";
import { DERIVED_TOPICS } from "@arterial/domain/log-topic";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { retryDatabase } from "../sinks/retry-database.ts";
import type { PipelineLog } from "../topics.ts";
import { readTold } from "./read-told.ts";

const LOOK_EVERY_MS = 1_000;
const MAX_BATCH = 500;
/** Clocks of the database's clients and of brokers may differ by this much. */
const CLOCKS_DIFFER_MS = 60_000;
const READ_WITHIN_MS = 60_000;

/** What the telling needs. */
export interface TellAlarmEventsDeps {
  pool: Pool;
  log: PipelineLog;
  clock: Clock;
  logger: Logger;
  giveUpAfterMs: number;
}

/**
 * Tells every stored transition of alarms on the log, each once and in order. What was on the log already when an earlier
 * process died before it noted so is found there and not told again.
 *
 * @throws LogFailedError when the log does not show in time what is on it.
 */
export async function startTellingAlarmEvents(deps: TellAlarmEventsDeps): Promise<Started<void>> {
  const { clock, logger } = deps;
  await settleUncertain(deps);
  const tellSome = createTelling(deps);
  const tell = async () => {
    while ((await retryDatabase(tellSome, deps)) === MAX_BATCH);
  };
  const stop = clock.every(LOOK_EVERY_MS, () =>
    tell().catch((error: unknown) => logger.warn({ err: error }, "alarm events not told yet")),
  );
  return { value: undefined, stop };
}

function toRecord(event: AlarmEvent) {
  return { key: event.alarm.subject.id, value: event, timestampMs: event.at };
}

/** Appends and notes in one transaction: a second process waits for the first, and finds nothing left to tell. */
function createTelling({ pool, log, clock }: TellAlarmEventsDeps): () => Promise<number> {
  /** On the log, but the note of it may have been lost with the database. */
  let unnoted: readonly UntoldAlarmEvent[] = [];
  return async () => {
    const count = await inTransaction(pool, async (client) => {
      // A log that is out of reach is waited for, and nobody else may tell meanwhile.
      await letIdle(client);
      await mark(client, unnoted, clock.now());
      const untold = await claimAlarmEvents(client, MAX_BATCH);
      await log.append(
        DERIVED_TOPICS.alarmEvents,
        untold.map(({ event }) => toRecord(event)),
      );
      unnoted = [...unnoted, ...untold];
      await mark(client, untold, clock.now());
      return untold.length;
    });
    unnoted = [];
    return count;
  };
}

function mark(
  db: Parameters<typeof markAlarmEventsTold>[0],
  told: readonly UntoldAlarmEvent[],
  toldAt: number,
) {
  return markAlarmEventsTold(db, { numbers: told.map(({ number }) => number), toldAt });
}

/** Waits for a process that is telling; what is not noted after that was told by nobody, or by one that died. */
function findUncertain(pool: Pool) {
  return inTransaction(pool, async (client) => {
    const untold = await claimAlarmEvents(client, MAX_BATCH);
    return { untold, sinceMs: await readUntoldSince(client) };
  });
}

/** Looks on a log that is kept for what a process that died has told without noting it. */
async function settleUncertain(deps: TellAlarmEventsDeps): Promise<void> {
  const { pool, log, clock, logger } = deps;
  if (!log.isKept) return;
  const { untold, sinceMs } = await retryDatabase(() => findUncertain(pool), deps);
  if (sinceMs === undefined) return;
  const fromMs = sinceMs - CLOCKS_DIFFER_MS;
  const onLog = await readTold(log, { fromMs, withinMs: READ_WITHIN_MS, clock });
  const told = untold.filter(({ event }) => onLog.has(alarmEventId(event)));
  await retryDatabase(() => mark(pool, told, clock.now()), deps);
  if (told.length > 0) logger.info({ events: told.length }, "alarm events were told before");
}
