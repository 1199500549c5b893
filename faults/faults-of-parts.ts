import { setTimeout as wait } from "node:timers/promises";
import { ask } from "../scripts/dev-services/ask.ts";
import { armKill } from "./kill/arm-kill.ts";
import { BOUNDARIES_ON_KAFKA, type Boundary } from "./kill/boundaries.ts";
import type { Fault } from "./stage.ts";

const kafkaKilled: Fault = {
  name: "Kafka killed",
  parts: ["kafka"],
  inflict: async ({ sending, parts, isLong }) => {
    for (const share of isLong ? [0.2, 0.5, 0.8] : [0.4]) {
      await sending.reached(share);
      await parts.kill("kafka");
      await wait(1_000);
      await parts.startAgain("kafka");
    }
  },
};

const redisFlushedAndKilled: Fault = {
  name: "Redis flushed and killed",
  showsLive: true,
  parts: ["redis"],
  inflict: async ({ sending, parts }) => {
    await sending.reached(0.3);
    await ask(parts.port("redis") ?? 0, "FLUSHALL\r\n");
    await sending.reached(0.6);
    await parts.kill("redis");
    await wait(1_000);
    await parts.startAgain("redis");
  },
};

/** It comes back with what it last wrote down of its sessions: the worker's subscription and what was under way. */
const mosquittoKilled: Fault = {
  name: "Mosquitto killed",
  parts: ["mosquitto"],
  inflict: async ({ sending, parts, random, isLong }) => {
    for (const share of isLong ? [0.2, 0.4, 0.6, 0.8] : [0.3, 0.6]) {
      await sending.reached(share);
      await wait(random.between(0, 40));
      await parts.kill("mosquitto");
      await wait(random.between(50, 1_000));
      await parts.startAgain("mosquitto");
    }
  },
};

const SINK_STAYS_MS = 3_000;

const sinkJoinsAndLeaves: Fault = {
  name: "a second sink joins and leaves",
  parts: ["kafka"],
  inflict: async ({ sending, startMember, isLong }) => {
    for (let n = 0; n < (isLong ? 10 : 2); n++) {
      await sending.reached(Math.min(0.9, 0.1 + n * 0.1));
      const second = await startMember({ name: `second sink ${n}`, roles: "sink" });
      await wait(SINK_STAYS_MS);
      // In turn in good order and by SIGKILL, which the group only notices after its session's time.
      if (n % 2 === 1) second.kill();
      await second.stop();
    }
  },
};

function killedOnKafka(boundary: Boundary, markerFolder: string): Fault {
  const kill = armKill(boundary, { markerFolder, isOnKafka: true });
  return {
    name: `worker on Kafka killed: ${boundary}`,
    parts: ["kafka"],
    endsWorker: true,
    env: kill.env,
    inflict: ({ worker }) => kill.isDone(worker, 2),
  };
}

/** Two processes share the devices' messages; each ends with some of them in Kafka that it has not acknowledged. */
function ingestMembersKilled(markerFolder: string): Fault {
  return {
    name: "ingest members killed, on Kafka and Mosquitto",
    parts: ["kafka", "mosquitto"],
    isLongOnly: true,
    endsWorker: true,
    mayComeLate: true,
    env: { MQTT_SHARE: "ingest" },
    inflict: async ({ sending, worker, startMember, random, isLong }) => {
      const kill = armKill("in-log", { markerFolder, isOnKafka: true });
      const second = await startMember({
        name: "second ingest",
        roles: "ingest",
        env: { ...kill.env, MQTT_CLIENT_ID: "second-ingest" },
      });
      await kill.isDone(second, 2);
      for (const [n, share] of (isLong ? [0.5, 0.6, 0.7, 0.8, 0.9] : [0.6, 0.8]).entries()) {
        await sending.reached(share);
        await wait(random.between(0, 40));
        if (n % 2 === 0) worker.kill();
        else second.kill();
      }
    },
  };
}

/** The parts of a distributed installation. */
export function partFaults(markerFolder: string): Fault[] {
  return [
    kafkaKilled,
    sinkJoinsAndLeaves,
    ...BOUNDARIES_ON_KAFKA.map((boundary) => killedOnKafka(boundary, markerFolder)),
    redisFlushedAndKilled,
    mosquittoKilled,
    ingestMembersKilled(markerFolder),
  ];
}
