import { inTransaction, type Pool } from "@arterial/db/pool";
import {
  claimAlarmEvents,
  markAlarmEventsTold,
  type UntoldAlarmEvent,
} from "@arterial/db/timeseries/live-recording/alarm-events";
import { type AlarmEvent, alarmEventId } from "@arterial/domain/alarm/alarm-event";
import { DERIVED_TOPICS } from "@arterial/domain/log-topic";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { retryDatabase } from "../sinks/retry-database.ts";
import type { PipelineLog } from "../topics.ts";

const LOOK_EVERY_MS = 1_000;
const MAX_BATCH = 500;
/** Clocks of the database's clients and of brokers may differ by this much. */
const CLOCKS_DIFFER_MS = 60_000;
const POLL_MS = 100;

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
 */
export async function startTellingAlarmEvents(deps: TellAlarmEventsDeps): Promise<Started<void>> {
  const { clock, logger } = deps;
  await settleUncertain(deps);
  const tell = async () => {
    while ((await retryDatabase(() => tellSome(deps), deps)) === MAX_BATCH);
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
function tellSome({ pool, log, clock }: TellAlarmEventsDeps): Promise<number> {
  return inTransaction(pool, async (client) => {
    const untold = await claimAlarmEvents(client, MAX_BATCH);
    if (untold.length === 0) return 0;
    await log.append(
      DERIVED_TOPICS.alarmEvents,
      untold.map(({ event }) => toRecord(event)),
    );
    await mark(client, untold, clock.now());
    return untold.length;
  });
}

function mark(
  db: Parameters<typeof markAlarmEventsTold>[0],
  told: readonly UntoldAlarmEvent[],
  toldAt: number,
) {
  return markAlarmEventsTold(db, { numbers: told.map(({ number }) => number), toldAt });
}

/** Looks on a log that is kept for what a process that died has told without noting it. */
async function settleUncertain({ pool, log, clock, logger }: TellAlarmEventsDeps): Promise<void> {
  if (!log.isKept) return;
  await inTransaction(pool, async (client) => {
    const untold = await claimAlarmEvents(client, MAX_BATCH);
    const oldest = untold[0]?.event.at;
    if (oldest === undefined) return;
    const onLog = await readTold(log, oldest - CLOCKS_DIFFER_MS);
    const told = untold.filter(({ event }) => onLog.has(alarmEventId(event)));
    await mark(client, told, clock.now());
    if (told.length > 0) logger.info({ events: told.length }, "alarm events were told before");
  });
}

/** Names of the events on the log since an instant. */
async function readTold(log: PipelineLog, fromMs: number): Promise<Set<string>> {
  const ids = new Set<string>();
  const subscription = log.subscribe({
    topics: [DERIVED_TOPICS.alarmEvents],
    group: "alarm-events-check",
    isDurable: false,
    fromMs,
    onBatch: async (records) => {
      for (const { value } of records) ids.add(alarmEventId(value));
    },
  });
  try {
    await subscription.ready;
    while (subscription.lag() > 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  } finally {
    await subscription.stop();
  }
  return ids;
}
