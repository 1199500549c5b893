import type { Message, Producer } from "kafkajs";
import type { NewRecord } from "../record.ts";
import { type CloudEventHeaders, cloudEventHeaders } from "./cloud-event.ts";
import type { TopicSettings } from "./topic-settings.ts";

/**
 * Most bytes of one send. All of them may be for one partition, and Kafka takes no batch above 1,048,588 bytes unless its
 * topic says so: it refuses it for good.
 */
const MOST_BYTES = 600_000;
/** What a record takes at most besides its key, value and headers: lengths, offset, time. */
const RECORD_BYTES = 32;
/** Lengths of a header's name and value. */
const HEADER_BYTES = 4;
const ALL_REPLICAS = -1;

/** Records of one append that are sent together. */
interface Portion {
  topic: string;
  messages: Message[];
  bytes: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Sends records to Kafka: those that wait are sent together, one request after another, so that order is kept. */
export interface KafkaAppender {
  /** Resolves when all of the records are acknowledged; many are sent in several requests. */
  append(topic: string, settings: TopicSettings<unknown>, records: readonly NewRecord[]): Promise<void>;
  /** Resolves when nothing is under way. */
  settle(): Promise<void>;
}

interface SizedMessage {
  message: Message;
  bytes: number;
}

function toMessage(settings: TopicSettings<unknown>, record: NewRecord): SizedMessage {
  const { key } = record;
  const value = settings.encode(record.value);
  const headers = cloudEventHeaders(settings.event(record), record.timestampMs);
  const bytes = RECORD_BYTES + Buffer.byteLength(key) + Buffer.byteLength(value) + headersLength(headers);
  return { message: { key, value, headers }, bytes };
}

function headersLength(headers: CloudEventHeaders): number {
  let bytes = 0;
  for (const name in headers)
    bytes += HEADER_BYTES + Buffer.byteLength(name) + Buffer.byteLength(headers[name] ?? "");
  return bytes;
}

/** Parts of messages of at most {@link MOST_BYTES}, in order; a larger message is a part of its own. */
function splitMessages(sized: readonly SizedMessage[]): Pick<Portion, "messages" | "bytes">[] {
  const parts: Pick<Portion, "messages" | "bytes">[] = [];
  for (const { message, bytes } of sized) {
    const last = parts.at(-1);
    if (last && last.bytes + bytes <= MOST_BYTES) {
      last.messages.push(message);
      last.bytes += bytes;
    } else parts.push({ messages: [message], bytes });
  }
  return parts;
}

/**
 * Creates the appender; `onFailure` is told when Kafka did not take records after all of the producer's tries. Nothing
 * that was appended behind them is sent then.
 */
export function createKafkaAppender(
  producer: Pick<Producer, "sendBatch">,
  onFailure: (cause: unknown) => void,
): KafkaAppender {
  let queue: Portion[] = [];
  let isSending = false;
  let idle = Promise.withResolvers<void>();
  idle.resolve();

  function takeBatch(): Portion[] {
    let bytes = 0;
    let count = 0;
    for (const portion of queue) {
      bytes += portion.bytes;
      if (count > 0 && bytes > MOST_BYTES) break;
      count += 1;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    return batch;
  }

  async function sendAll(): Promise<void> {
    while (queue.length > 0) {
      const batch = takeBatch();
      const byTopic = Map.groupBy(batch, ({ topic }) => topic);
      const topicMessages = [...byTopic].map(([topic, portions]) => ({
        topic,
        messages: portions.flatMap(({ messages }) => messages),
      }));
      try {
        await producer.sendBatch({ acks: ALL_REPLICAS, topicMessages });
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of [...batch, ...queue.splice(0)]) reject(error);
        onFailure(error);
      }
    }
    isSending = false;
    idle.resolve();
  }

  function enqueue(portion: Omit<Portion, "resolve" | "reject">): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    queue.push({ ...portion, resolve, reject });
    return promise;
  }

  return {
    append: (topic, settings, records) => {
      const parts = splitMessages(records.map((record) => toMessage(settings, record)));
      const sent = parts.map((part) => enqueue({ topic, ...part }));
      if (!isSending) {
        isSending = true;
        idle = Promise.withResolvers<void>();
        setImmediate(() => void sendAll());
      }
      return Promise.all(sent).then(() => {});
    },
    settle: () => idle.promise,
  };
}
