import type { Clock } from "@arterial/runtime/clock";
import type { HealthAnswer } from "@arterial/runtime/health";
import type { LostRecords } from "@arterial/streams/kafka/kafka-group-reader";

/** As long everybody who looks after the installation sees that the log lost records, whatever their shift. */
const LOSS_SHOWN_MS = 24 * 3_600_000;

/** How the event log is. */
export interface LogHealth {
  /** It can no longer be written or read. */
  fail(error: Error): void;
  /** It lost records, and a group reads again what it holds, or goes on behind those that it had not read. */
  lose(lost: LostRecords): void;
  check(): HealthAnswer;
}

/** Creates it for a log that is well. */
export function createLogHealth(clock: Pick<Clock, "now">): LogHealth {
  let failure: Error | undefined;
  let loss: { foundAt: number; detail: string } | undefined;
  return {
    fail: (error) => {
      failure = error;
    },
    lose: (lost) => {
      const foundAt = clock.now();
      loss = { foundAt, detail: describeLoss(lost, new Date(foundAt).toISOString()) };
    },
    check: () => {
      if (failure) return { status: "down", detail: failure.message };
      if (!loss || clock.now() - loss.foundAt >= LOSS_SHOWN_MS) return { status: "ok" };
      return { status: "degraded", detail: loss.detail };
    },
  };
}

function describeLoss({ group, topic, partition, next, low }: LostRecords, at: string): string {
  const where = `${topic}/${partition} lost`;
  if (next < low) return `${where} ${low - next} records before ${group} read them; found ${at}`;
  return `${where} records; read again by ${group} since ${at}`;
}
