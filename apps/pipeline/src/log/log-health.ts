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

/** What a group lost of a partition within a day, in one of the two ways. */
interface Loss extends Pick<LostRecords, "group" | "topic" | "partition"> {
  foundAt: number;
  /** How many records were deleted before they were read; null when the partition is read again. */
  deleted: number | null;
}

/** Creates it for a log that is well. */
export function createLogHealth(clock: Pick<Clock, "now">): LogHealth {
  let failure: Error | undefined;
  const losses = new Map<string, Loss>();

  function forgetOld(): void {
    for (const [key, { foundAt }] of losses) {
      if (clock.now() - foundAt >= LOSS_SHOWN_MS) losses.delete(key);
    }
  }

  return {
    fail: (error) => {
      failure = error;
    },
    lose: ({ group, topic, partition, next, low }) => {
      forgetOld();
      const isReadAgain = next >= low;
      const key = `${group} ${topic}/${partition} ${isReadAgain}`;
      const deleted = isReadAgain ? null : (losses.get(key)?.deleted ?? 0) + low - next;
      losses.set(key, { group, topic, partition, deleted, foundAt: clock.now() });
    },
    check: () => {
      forgetOld();
      if (failure) return { status: "down", detail: failure.message };
      if (losses.size === 0) return { status: "ok" };
      return { status: "degraded", detail: describeLosses([...losses.values()]) };
    },
  };
}

function describeLosses(losses: readonly Loss[]): string {
  const [only, ...others] = losses;
  return only && others.length === 0 ? describe(only) : sumUp(losses);
}

function describe({ group, topic, partition, deleted, foundAt }: Loss): string {
  const where = `${topic}/${partition} lost`;
  const at = new Date(foundAt).toISOString();
  if (deleted !== null) return `${where} ${deleted} records before ${group} read them; found ${at}`;
  return `${where} records; read again by ${group} since ${at}`;
}

function sumUp(losses: readonly Loss[]): string {
  const deleted = losses.filter((loss) => loss.deleted !== null);
  const again = losses.filter((loss) => loss.deleted === null);
  const records = deleted.reduce((sum, loss) => sum + (loss.deleted ?? 0), 0);
  const last = new Date(Math.max(...losses.map(({ foundAt }) => foundAt))).toISOString();
  return [
    ...(deleted.length > 0
      ? [`${countPartitions(deleted)} lost ${records} records before ${groupsOf(deleted)} read them`]
      : []),
    ...(again.length > 0 ? [`${countPartitions(again)} lost records; read again by ${groupsOf(again)}`] : []),
    `last found ${last}`,
  ].join("; ");
}

function countPartitions(losses: readonly Loss[]): string {
  const { size } = new Set(losses.map(({ topic, partition }) => `${topic}/${partition}`));
  return size === 1 ? "1 partition" : `${size} partitions`;
}

function groupsOf(losses: readonly Loss[]): string {
  return [...new Set(losses.map(({ group }) => group))].join(", ");
}
