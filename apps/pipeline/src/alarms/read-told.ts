import { alarmEventId } from "@arterial/domain/alarm/alarm-event";
import { DERIVED_TOPICS } from "@arterial/domain/log-topic";
import type { Clock } from "@arterial/runtime/clock";
import { LogFailedError, type Subscription } from "@arterial/streams/event-log";
import type { PipelineLog } from "../topics.ts";

const POLL_MS = 100;

async function untilRead(subscription: Subscription, clock: Clock, signal: AbortSignal): Promise<boolean> {
  await subscription.ready;
  while (subscription.lag() > 0 && !signal.aborted) await clock.sleep(POLL_MS, signal);
  return true;
}

/**
 * Names of the alarm events that were put on the log since `fromMs`.
 *
 * @throws LogFailedError when they were not read within `withinMs`: what is on the log is not known then.
 */
export async function readTold(
  log: PipelineLog,
  { fromMs, withinMs, clock }: { fromMs: number; withinMs: number; clock: Clock },
): Promise<Set<string>> {
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
  const ending = new AbortController();
  try {
    const isRead = await Promise.race([
      untilRead(subscription, clock, ending.signal),
      clock.sleep(withinMs, ending.signal).then(() => false),
    ]);
    if (!isRead) throw new LogFailedError(`alarm events were not read within ${withinMs} ms`);
  } finally {
    ending.abort();
    await subscription.stop();
  }
  return ids;
}
