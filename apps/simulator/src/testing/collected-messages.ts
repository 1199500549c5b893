import { createOutbox } from "../publish/outbox.ts";
import { createPublisher, type OutgoingReading, type Publisher } from "../publish/publisher.ts";

/** A publisher whose messages are acknowledged at once and kept, parsed, with their topics. */
export function createCollectingPublisher(): {
  publisher: Publisher;
  messages: { topic: string; readings: OutgoingReading[] }[];
} {
  const messages: { topic: string; readings: OutgoingReading[] }[] = [];
  const outbox = createOutbox(
    async ({ topic, payload }) => {
      const parsed = JSON.parse(payload) as OutgoingReading | OutgoingReading[];
      messages.push({ topic, readings: Array.isArray(parsed) ? parsed : [parsed] });
    },
    { maxInFlight: 100, maxWaiting: 100_000 },
  );
  return { publisher: createPublisher(outbox), messages };
}
