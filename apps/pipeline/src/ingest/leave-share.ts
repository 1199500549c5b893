import type { Logger } from "@arterial/runtime/logger";
import type { MqttClient } from "mqtt";
import type { InFlight } from "./in-flight.ts";
import type { ShareMembers } from "./share-members.ts";

/** A process has 4.5 s to stop in. */
const LEAVE_WITHIN_MS = 3_000;

/** A subscription that is shared with others. */
export interface SharedSubscription {
  client: MqttClient;
  filter: string;
  share: ShareMembers;
  inFlight: InFlight;
  clientId: string;
  logger: Logger;
}

/**
 * Ends the subscription if other processes have it too, so that the broker gives this one nothing more, and takes all
 * that it had been given. True when it did; else the session stays as it is, for a start with the same client id.
 */
export async function leaveShare(subscription: SharedSubscription): Promise<boolean> {
  const { client, filter, share, clientId, logger } = subscription;
  if (!client.connected) {
    logger.warn({ clientId }, "stays subscribed: the broker is out of reach");
    return false;
  }
  const deadline = Promise.withResolvers<"late">();
  const timer = setTimeout(() => deadline.resolve("late"), LEAVE_WITHIN_MS);
  try {
    const unsubscribe = async () => void (await client.unsubscribeAsync(filter));
    const hasLeft = await Promise.race([share.leave(unsubscribe), deadline.promise]);
    if (hasLeft !== true) {
      logger.warn({ clientId, hasLeft }, "stays subscribed: nobody else is known to share the messages");
      return false;
    }
    if ((await Promise.race([takeTheRest(subscription), deadline.promise])) === "late")
      logger.warn({ clientId }, "messages stay with the broker until a process starts with this client id");
    return true;
  } catch (error) {
    logger.warn({ err: error, clientId }, "stays subscribed: whether others share the messages is not known");
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * An acknowledgement may bring another message of those that wait in the session; it comes before the answer to whatever
 * is asked behind the acknowledgement.
 */
async function takeTheRest({ client, filter, inFlight }: SharedSubscription): Promise<void> {
  let came: number;
  const count = () => void came++;
  client.on("message", count);
  do {
    came = 0;
    await inFlight.settle(LEAVE_WITHIN_MS);
    // The acknowledgements go out first.
    await new Promise(setImmediate);
    await client.unsubscribeAsync(filter);
  } while (came > 0 || inFlight.size() > 0);
  client.off("message", count);
}
