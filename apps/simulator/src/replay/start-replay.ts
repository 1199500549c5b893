import type { Started } from "@arterial/runtime/lifecycle";
import type { CommandContext, Running } from "../command.ts";
import type { Publisher } from "../publish/publisher.ts";

/** A broker that does not answer for this long is not there: a replay has nothing to wait for. */
const CONNECT_WITHIN_MS = 10_000;

/**
 * Runs a replay in the background: it has finished when everything sent is acknowledged.
 * @param replay gives the number of readings sent.
 */
export async function startReplay(
  { logger, openPublisher }: CommandContext,
  replay: (part: { publisher: Publisher; signal: AbortSignal }) => Promise<number>,
): Promise<Started<Running>> {
  const abort = new AbortController();
  const publisher = await openPublisher();
  await publisher.connected(CONNECT_WITHIN_MS);
  const replaying = replay({ publisher, signal: abort.signal });
  const finished = replaying.then(async (readings) => {
    if (!abort.signal.aborted) await publisher.drained();
    logger.info({ readings, ...publisher.stats() }, "replay finished");
    return { readings, isComplete: !abort.signal.aborted };
  });
  return {
    value: { finished },
    stop: async () => {
      abort.abort();
      // A failure is told by `finished`.
      await Promise.allSettled([replaying]);
    },
  };
}
