import { deviceKindSchema } from "@arterial/domain/device-kind";
import { parseMqttTopic } from "@arterial/domain/mqtt-topic";
import type { Observation } from "@arterial/domain/observation";
import type { Clock } from "@arterial/runtime/clock";
import type { Outcome } from "@arterial/streams/flow";
import type { NewRecord } from "@arterial/streams/record";
import type { DeviceRegistry } from "../devices/device-registry.ts";
import { toLetterRecord } from "../log/letter-record.ts";
import { isTransient } from "../sinks/retry-database.ts";
import {
  type Arrived,
  createMessageIdentity,
  createOriginalBytes,
  type MessagePart,
  type TakenMessage,
} from "../steps/taken-message.ts";
import type { DeadLetterRecord, PipelineLog } from "../topics.ts";
import { type AppendGroup, createAppendGroups } from "./append-group.ts";
import type { PipelineMetrics } from "./pipeline-metrics.ts";
import { createReceiptStamps } from "./receipt-stamps.ts";
import type { Topologies } from "./topologies.ts";

/** A message as a broker hands it over. */
export interface IncomingMessage {
  topic: string;
  payload: Buffer;
  /** The sender says that it may have sent this before. */
  isRedelivery: boolean;
}

/** What became of a message's readings; repeats of what is stored already count as accepted. */
export interface TakenCounts {
  accepted: number;
  refused: number;
}

/** Takes messages from a broker; resolves when everything in the message is safe, and it may be acknowledged. */
export type TakeMessage = (message: IncomingMessage) => Promise<unknown>;

/** What ingest needs. */
export interface IngestDeps {
  topologies: Topologies;
  devices: DeviceRegistry;
  log: PipelineLog;
  clock: Clock;
  metrics: PipelineMetrics;
}

/** How often a database that is away is asked for a device. */
const ASK_AGAIN_MS = 1_000;

type DeviceAddress = NonNullable<ReturnType<typeof parseMqttTopic>>;

/** What came out of one message. */
interface Sorted {
  passed: NewRecord<Observation>[];
  letters: NewRecord<DeadLetterRecord>[];
  /** Repeats of readings that other messages are just making safe. */
  untils: Promise<void>[];
}

/** Why a topic is not a device's. */
function topicProblem(topic: string): string {
  const [city, version, kind, ...rest] = topic.split("/");
  if (city !== "city" || version !== "v1" || rest.length !== 1) return "unknown-topic";
  return deviceKindSchema.safeParse(kind).success ? "bad-device-id" : "unknown-kind";
}

function keyOf(observation: Observation): string {
  return observation.kind === "vehicle" ? observation.reading.id : observation.deviceId;
}

function sortOutcomes(
  outcomes: readonly Outcome<MessagePart, Arrived>[],
  taken: TakenMessage,
  options: { isRedelivery: boolean; metrics: PipelineMetrics },
): Sorted {
  const { kind } = taken;
  const identityOf = createMessageIdentity(taken.payload);
  const bytesOf = createOriginalBytes(taken.payload);
  const sorted: Sorted = { passed: [], letters: [], untils: [] };
  for (const { input, result } of outcomes) {
    if (result.type === "ok") {
      const { observation } = result.value;
      if (observation.isLate) options.metrics.late.add({ kind });
      sorted.passed.push({
        key: keyOf(observation),
        value: observation,
        timestampMs: observation.reading.ts,
      });
    } else if (result.type === "drop") {
      options.metrics.dropped.add({ kind, reason: result.reason });
      // A repeat within one group waits for nothing more: its original is made safe with it.
      if (result.until && result.until !== taken.safe) sorted.untils.push(result.until);
    } else if (result.type === "deadLetter") {
      options.metrics.deadLettered.add({ kind, reason: result.reason });
      const { topic, deviceId, receivedAt } = taken;
      const { reason, detail } = result;
      sorted.letters.push(
        toLetterRecord({
          topic,
          deviceId,
          kind,
          receivedAt,
          reason,
          detail,
          payload: bytesOf(input.element),
          identity: identityOf(input.element),
          isRedelivery: options.isRedelivery,
        }),
      );
    } else {
      throw new Error(`no output is named ${result.output}`);
    }
  }
  return sorted;
}

/** Creates the one door that every broker's messages come in by. */
export function createIngest(deps: IngestDeps): (message: IncomingMessage) => Promise<TakenCounts> {
  const { log, metrics } = deps;
  const receiptStamp = createReceiptStamps(deps.clock.now);
  const currentGroup = createAppendGroups(log);

  async function refuseTopic(message: IncomingMessage): Promise<TakenCounts> {
    const { topic, payload, isRedelivery } = message;
    const reason = topicProblem(topic);
    metrics.received.add({ kind: "unknown" });
    metrics.deadLettered.add({ kind: "unknown", reason });
    await log.append("dead-letters", [
      toLetterRecord({ topic, payload, isRedelivery, reason, receivedAt: receiptStamp() }),
    ]);
    return { accepted: 0, refused: 1 };
  }

  /** Waits for what a message needs beyond the group that its readings are in. */
  async function settle(group: AppendGroup, { letters, untils }: Sorted, readings: number) {
    await Promise.all([group.safe, letters.length > 0 && log.append("dead-letters", letters), ...untils]);
    return { accepted: readings - letters.length, refused: letters.length };
  }

  function takeFrom(address: DeviceAddress, message: IncomingMessage): Promise<TakenCounts> {
    const { kind, deviceId } = address;
    const { topic, payload, isRedelivery } = message;
    const group = currentGroup();
    const { safe } = group;
    const taken: TakenMessage = { topic, kind, deviceId, payload, receivedAt: receiptStamp(), safe };
    const outcomes = deps.topologies[kind].run({ message: taken, element: undefined }) as Outcome<
      MessagePart,
      Arrived
    >[];
    metrics.received.add({ kind }, outcomes.length);
    const sorted = sortOutcomes(outcomes, taken, { isRedelivery, metrics });
    group.add(kind, sorted.passed);
    return sorted.letters.length === 0 && sorted.untils.length === 0
      ? group.whenAccepted(outcomes.length)
      : settle(group, sorted, outcomes.length);
  }

  /** Only the database knows whether a device is registered: while it is away, a message of an unknown one waits. */
  async function refreshDevice(deviceId: string): Promise<void> {
    for (;;) {
      try {
        return await deps.devices.refreshOnMiss(deviceId);
      } catch (error) {
        // The registry logs by itself that it cannot be read.
        if (!isTransient(error)) throw error;
        await deps.clock.sleep(ASK_AGAIN_MS);
      }
    }
  }

  async function takeAfterRefresh(address: DeviceAddress, message: IncomingMessage): Promise<TakenCounts> {
    await refreshDevice(address.deviceId);
    return takeFrom(address, message);
  }

  return function take(message) {
    const address = parseMqttTopic(message.topic);
    if (!address) return refuseTopic(message);
    if (!deps.devices.find(address.deviceId)) return takeAfterRefresh(address, message);
    try {
      return takeFrom(address, message);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}
