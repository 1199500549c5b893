import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MS = 100;
const MOST_TRIES = 300;

/** What brokers answer while they do not know a topic yet, or while the leader of a partition is being chosen. */
const WITHOUT_LEADER = new Set([
  "UNKNOWN_TOPIC_OR_PARTITION",
  "LEADER_NOT_AVAILABLE",
  "NOT_LEADER_FOR_PARTITION",
]);

function isWithoutLeader(error: unknown): boolean {
  return error instanceof Error && "type" in error && WITHOUT_LEADER.has(String(error.type));
}

/**
 * Asks again while a partition has no leader: right after its topic was created, and when its leader has changed.
 * kafkajs does so for producing and consuming, but not for what its admin client asks; `ask` opens a client of its own
 * where the leader may have moved, since a client keeps what it knows of leaders.
 */
export async function awaitLeaders<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isWithoutLeader(error) || tries === MOST_TRIES) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
