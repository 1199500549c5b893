import { hasOtherMember, joinShare, quitShare } from "@arterial/db/mqtt-share/share-members";
import { inTransaction, type Pool, type PoolClient } from "@arterial/db/pool";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";

const LOOK_EVERY_MS = 5_000;

/** The processes that share an external broker's messages, as each knows of the others by the database. */
export interface ShareMembers {
  /** Name of the share. */
  name: string;
  /** To be called when this process is subscribed. */
  join(): Promise<void>;
  /**
   * Runs `unsubscribe` if another process stays subscribed, and says whether it did: the broker drops what it is sent
   * while nobody is. A database that is out of reach knows of nobody.
   */
  leave(unsubscribe: () => Promise<void>): Promise<boolean>;
}

/** Watches over this process's place among the members, on a connection of its own. */
export function startShareMembers(
  name: string,
  { pool, clock, logger }: { pool: Pool; clock: Clock; logger: Logger },
): Started<ShareMembers> {
  let place: { client: PoolClient; pid: number } | undefined;
  let isSubscribed = false;

  async function takePlace(): Promise<void> {
    const client = await pool.connect();
    try {
      place = { client, ...(await joinShare(client, name)) };
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  function dropPlace(): void {
    place?.client.release(true);
    place = undefined;
  }

  /** The connection may have been lost, and the place with it. */
  async function look(): Promise<void> {
    if (!isSubscribed) return;
    try {
      if (place) await place.client.query("select 1");
      else await takePlace();
    } catch (error) {
      dropPlace();
      logger.debug({ err: error, share: name }, "place among the members of the share lost");
    }
  }

  const stopLooking = clock.every(LOOK_EVERY_MS, look);
  return {
    value: {
      name,
      join: () => {
        isSubscribed = true;
        return look();
      },
      leave: async (unsubscribe) => {
        isSubscribed = false;
        return inTransaction(pool, async (transaction) => {
          if (!(await hasOtherMember(transaction, { share: name, pid: place?.pid ?? 0 }))) return false;
          // Before the subscription ends, so that nobody counts on it.
          if (place) await quitShare(place.client, name);
          await unsubscribe();
          return true;
        });
      },
    },
    stop: async () => {
      await stopLooking();
      dropPlace();
    },
  };
}
