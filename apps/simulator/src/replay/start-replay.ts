import type { Started } from "@arterial/runtime/lifecycle";
import type { CommandContext, Running } from "../command.ts";
import type { Publisher } from "../publish/publisher.ts";

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
  const replaying = replay({ publisher, signal: abort.signal });
  const finished = replaying.then(async (readings) => {
    if (abort.signal.aborted) return;
    await publisher.drained();
    logger.info({ readings, ...publisher.stats() }, "replay finished");
  });
  return {
    value: { finished },
    stop: async () => {
      abort.abort();
      await replaying;
    },
  };
}
