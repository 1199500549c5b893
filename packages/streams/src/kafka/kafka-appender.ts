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
/**
 * Most event time, ms, by which records of one topic go on within one request. Kafka stamps a request's partitions one
 * after another, so that who reads them in order of appending is given all of the first before any of the second; event
 * time that passed by minutes in between would make the second's late.
 */
const MOST_EVENT_MS = 30_000;

/** Records of one append that are sent together. */
interface Portion {
  topic: string;
  messages: Message[];
  bytes: number;
  /** Newest event time of the topic up to its first record, and up to its last, epoch ms. */
  fromEventAt: number;
  toEventAt: number;
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
  eventAt: number;
}

type Part = Pick<Portion, "messages" | "bytes" | "fromEventAt" | "toEventAt">;

function toMessage(settings: TopicSettings<unknown>, record: NewRecord): SizedMessage {
  const { key } = record;
  const value = settings.encode(record.value);
  const headers = cloudEventHeaders(settings.event(record), record.timestampMs);
  const bytes = RECORD_BYTES + Buffer.byteLength(key) + Buffer.byteLength(value) + headersLength(headers);
  return { message: { key, value, headers }, bytes, eventAt: record.timestampMs };
}

function headersLength(headers: CloudEventHeaders): number {
  let bytes = 0;
  for (const name in headers)
    bytes += HEADER_BYTES + Buffer.byteLength(name) + Buffer.byteLength(headers[name] ?? "");
  return bytes;
}

/**
 * Parts of messages of at most {@link MOST_BYTES} and {@link MOST_EVENT_MS}, in order; a larger message is a part of its
 * own. `newestAt` is the newest event time before them.
 */
function splitMessages(sized: readonly SizedMessage[], newestAt: number): Part[] {
  const parts: Part[] = [];
  let toEventAt = newestAt;
  for (const { message, bytes, eventAt } of sized) {
    toEventAt = Math.max(toEventAt, eventAt);
    const last = parts.at(-1);
    if (last && last.bytes + bytes <= MOST_BYTES && toEventAt - last.fromEventAt <= MOST_EVENT_MS) {
      last.messages.push(message);
      last.bytes += bytes;
      last.toEventAt = toEventAt;
    } else parts.push({ messages: [message], bytes, fromEventAt: toEventAt, toEventAt });
  }
  return parts;
}

/** How many portions from the first on make one request. */
function countForOneRequest(queue: readonly Portion[]): number {
  let bytes = 0;
  const eventsFrom = new Map<string, number>();
  const end = queue.findIndex((portion, index) => {
    bytes += portion.bytes;
    const fromEventAt = eventsFrom.get(portion.topic) ?? portion.fromEventAt;
    eventsFrom.set(portion.topic, fromEventAt);
    return index > 0 && (bytes > MOST_BYTES || portion.toEventAt - fromEventAt > MOST_EVENT_MS);
  });
  return end === -1 ? queue.length : end;
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
  /** Newest event time of what was appended to each topic. */
  const newestAt = new Map<string, number>();
  let isSending = false;
  let idle = Promise.withResolvers<void>();
  idle.resolve();

  function takeBatch(): Portion[] {
    const count = countForOneRequest(queue);
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
      const sized = records.map((record) => toMessage(settings, record));
      const parts = splitMessages(sized, newestAt.get(topic) ?? Number.NEGATIVE_INFINITY);
      const last = parts.at(-1);
      if (last) newestAt.set(topic, last.toEventAt);
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
