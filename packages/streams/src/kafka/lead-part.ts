import type { Started } from "@arterial/runtime/lifecycle";
import { AssignerProtocol, type ConsumerGroupJoinEvent, type Kafka, type PartitionAssigner } from "kafkajs";

const HOLDING = Buffer.from("holding");
const FREE = Buffer.from("free");

export interface LeadOptions {
  kafka: Kafka;
  /** A topic of one partition: the member of the group that has it runs the part. */
  topic: string;
  groupId: string;
  sessionTimeoutMs: number;
  start: () => Promise<Started<unknown>>;
  onFailure: (cause: unknown) => void;
}

/** Gives the partition to the member that has it already, else to the first by name. */
function createHoldingAssigner(isHolding: () => boolean): PartitionAssigner {
  const name = "arterial-holder";
  const version = 1;
  return () => ({
    name,
    version,
    protocol: ({ topics }) => {
      const userData = isHolding() ? HOLDING : FREE;
      return { name, metadata: AssignerProtocol.MemberMetadata.encode({ version, topics, userData }) };
    },
    assign: async ({ members, topics }) => {
      const sorted = members.toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1));
      const holder = sorted.find(({ memberMetadata }) =>
        AssignerProtocol.MemberMetadata.decode(memberMetadata)?.userData.equals(HOLDING),
      );
      const chosen = holder ?? sorted[0];
      return sorted.map((member) => {
        const assignment = Object.fromEntries(member === chosen ? topics.map((topic) => [topic, [0]]) : []);
        const memberAssignment = AssignerProtocol.MemberAssignment.encode({
          version,
          assignment,
          userData: FREE,
        });
        return { memberId: member.memberId, memberAssignment };
      });
    },
  });
}

/**
 * Runs a part in exactly one member of a group. Who has it keeps it while it lives; when it ends or is not heard of for
 * the session's timeout, another one starts it. For that long two may run at worst, so what a part writes must be the
 * same whoever writes it.
 */
export async function leadPart(options: LeadOptions): Promise<Started<void>> {
  const { kafka, topic, groupId, sessionTimeoutMs, onFailure } = options;
  let isLeader = false;
  let isEnding = false;
  let running: Started<unknown> | undefined;
  let turn: Promise<void> = Promise.resolve();
  const decided = Promise.withResolvers<void>();
  const consumer = kafka.consumer({
    groupId,
    partitionAssigners: [createHoldingAssigner(() => isLeader)],
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: 2 * sessionTimeoutMs,
    heartbeatInterval: Math.floor(sessionTimeoutMs / 5),
    maxWaitTimeInMs: Math.floor(sessionTimeoutMs / 5),
  });

  async function follow(): Promise<void> {
    if (isLeader && !isEnding) running ??= await options.start();
    else {
      await running?.stop();
      running = undefined;
    }
    decided.resolve();
  }

  consumer.on(consumer.events.GROUP_JOIN, ({ payload }: ConsumerGroupJoinEvent) => {
    isLeader = (payload.memberAssignment[topic]?.length ?? 0) > 0;
    turn = turn.then(follow);
    turn.catch((cause: unknown) => {
      decided.resolve();
      onFailure(cause);
    });
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) onFailure(payload.error);
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic] });
  await consumer.run({ eachMessage: async () => {} });
  await decided.promise;
  return {
    value: undefined,
    stop: async () => {
      isEnding = true;
      await turn.catch(() => {});
      await running?.stop();
      running = undefined;
      await consumer.disconnect();
    },
  };
}
