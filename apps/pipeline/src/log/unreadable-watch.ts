import type { Clock } from "@arterial/runtime/clock";
import type { HealthAnswer } from "@arterial/runtime/health";

/** As long everybody who looks after the installation sees that records were left out, whatever their shift. */
const SHOWN_MS = 24 * 3_600_000;

/** Says whether the event log holds records that this program cannot read, and leaves out. */
export interface UnreadableWatch {
  note(record: { topic: string; partition: number; offset: number }): void;
  check(): HealthAnswer;
}

/** Creates the watch; it is unwell for a day after the last of them, and tells of that one. */
export function createUnreadableWatch(clock: Pick<Clock, "now">): UnreadableWatch {
  let last: { foundAt: number; where: string } | undefined;
  return {
    note({ topic, partition, offset }) {
      last = { foundAt: clock.now(), where: `${topic}/${partition} at offset ${offset}` };
    },
    check() {
      if (!last || clock.now() - last.foundAt >= SHOWN_MS) return { status: "ok" };
      const at = new Date(last.foundAt).toISOString();
      return { status: "degraded", detail: `${last.where} cannot be read; found ${at}` };
    },
  };
}
