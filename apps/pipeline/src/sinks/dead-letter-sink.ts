import { inTransaction, type Pool } from "@arterial/db/pool";
import { writeDeadLetters } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import type { Clock } from "@arterial/runtime/clock";
import type { Logger } from "@arterial/runtime/logger";
import type { Subscription } from "@arterial/streams/event-log";
import type { LogRecord } from "@arterial/streams/record";
import { createLogPositions } from "../log/log-positions.ts";
import type { DeadLetterRecord, PipelineLog } from "../topics.ts";
import { cutByBytes } from "./cut-by-bytes.ts";
import { retryDatabase } from "./retry-database.ts";

const GROUP = "dead-letter-sink";
const MAX_BATCH = 1_000;
/**
 * Letters carry whole payloads: this many bytes are written at once, as text in one statement. It is the largest message
 * that the embedded broker takes.
 */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

const bytesOf = ({ value }: LogRecord<DeadLetterRecord>) => value.payload.length;

/**
 * Stores dead letters with their original bytes, before the message that they came in is acknowledged. The same
 * message again is the same letter: a sender repeats what it got no answer to.
 */
export function startDeadLetterSink(deps: {
  pool: Pool;
  log: PipelineLog;
  clock: Clock;
  logger: Logger;
  giveUpAfterMs: number;
  logPrefix: string;
}): Subscription {
  const positions = createLogPositions(GROUP, deps);
  const write = (records: readonly LogRecord<DeadLetterRecord>[]) =>
    inTransaction(deps.pool, async (client) => {
      const letters = (await positions.claim(client, records)).map((record) => record.value);
      await writeDeadLetters(client, letters);
    });
  return deps.log.subscribe({
    topics: ["dead-letters"],
    group: GROUP,
    isDurable: true,
    maxBatch: MAX_BATCH,
    ...(positions.resume ? { positions: positions.resume } : {}),
    onBatch: async (records) => {
      for (const part of cutByBytes(records, { bytesOf, maxBytes: MAX_BATCH_BYTES }))
        await retryDatabase(() => write(part), deps);
    },
  });
}
