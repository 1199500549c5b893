import type { Pool } from "@arterial/db/pool";
import {
  readPipelineProcesses,
  removePipelineProcess,
  reportPipelineProcess,
} from "@arterial/db/timeseries/pipeline-process/pipeline-process";
import type { UnwellPart } from "@arterial/domain/live/frame";
import type { Clock } from "@arterial/runtime/clock";
import type { Health } from "@arterial/runtime/health";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";

const ASK_EVERY_MS = 5_000;

/** Where the processes of one pipeline tell each other how they are. */
export interface SharedHealth {
  pool: Pool;
  logger: Logger;
  /** This process: an id of its own, and what it does. */
  process: { id: string; roles: readonly string[] };
}

/**
 * Asks every part of this process how it is, every few seconds, and keeps those that are not well. With other processes it
 * tells them so, and keeps theirs, too, named with their roles.
 */
export function startUnwellParts(
  { health, clock }: { health: Health; clock: Clock },
  shared?: SharedHealth,
): Started<() => readonly UnwellPart[]> {
  let own: readonly UnwellPart[] = [];
  let others: readonly UnwellPart[] = [];
  const stop = clock.every(ASK_EVERY_MS, async () => {
    own = await askParts(health);
    if (shared) others = await exchange(shared, own);
  });
  return {
    value: () => [...own, ...others],
    stop: async () => {
      await stop();
      if (shared) await leave(shared);
    },
  };
}

async function askParts(health: Health): Promise<UnwellPart[]> {
  const { parts } = await health.report();
  return Object.entries(parts).flatMap(([part, { status, detail = "" }]) =>
    status === "ok" ? [] : [{ part, status, detail }],
  );
}

/** A database that is away is a part that is not well itself. */
async function exchange(
  { pool, logger, process }: SharedHealth,
  unwell: readonly UnwellPart[],
): Promise<UnwellPart[]> {
  try {
    await reportPipelineProcess(pool, { ...process, unwell });
    const all = await readPipelineProcesses(pool);
    return all
      .filter(({ id }) => id !== process.id)
      .flatMap(({ roles, unwell: theirs }) =>
        theirs.map((other) => ({ ...other, part: `${other.part} (${roles.join(", ")})` })),
      );
  } catch (error) {
    logger.warn({ err: error }, "health not exchanged with other processes");
    return [];
  }
}

async function leave({ pool, logger, process }: SharedHealth): Promise<void> {
  await removePipelineProcess(pool, process.id).catch((error: unknown) =>
    logger.debug({ err: error }, "health report not removed"),
  );
}
