import { setTimeout as wait } from "node:timers/promises";
import { ask } from "../scripts/dev-services/ask.ts";
import { startWorker } from "./parts/worker.ts";
import type { Fault } from "./stage.ts";

/** Without it there is neither Kafka nor Redis nor Mosquitto on this machine. */
const WHY_NOT = "it needs Kafka, Redis and Mosquitto: set TEST_PARTS=all";
const cannotRun = () => (process.env.TEST_PARTS === "all" ? null : WHY_NOT);

/** What the memory of the others on Kafka is compared with: its client takes some of its own. */
const undisturbedOnKafka: Fault = {
  name: "undisturbed on Kafka",
  parts: ["kafka"],
  cannotRun,
  inflict: async () => {},
};

const kafkaKilled: Fault = {
  name: "Kafka killed",
  parts: ["kafka"],
  cannotRun,
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
  parts: ["redis"],
  cannotRun,
  inflict: async ({ sending, parts }) => {
    await sending.reached(0.3);
    await ask(parts.port("redis") ?? 0, "FLUSHALL\r\n");
    await sending.reached(0.6);
    await parts.kill("redis");
    await wait(1_000);
    await parts.startAgain("redis");
  },
};

/** What the memory of the next one is compared with. */
const undisturbedOnMosquitto: Fault = {
  name: "undisturbed on Mosquitto",
  parts: ["mosquitto"],
  cannotRun,
  inflict: async () => {},
};

/** It comes back with what it last wrote down of its sessions: the worker's subscription and what was under way. */
const mosquittoKilled: Fault = {
  name: "Mosquitto killed",
  parts: ["mosquitto"],
  cannotRun,
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
  cannotRun,
  inflict: async ({ sending, workerEnv, folder, isLong }) => {
    for (let n = 0; n < (isLong ? 10 : 2); n++) {
      await sending.reached(Math.min(0.9, 0.1 + n * 0.1));
      const second = await startWorker({
        name: "second sink",
        env: workerEnv,
        args: ["--roles", "sink"],
        logFile: `${folder}/second-sink.log`,
      });
      await wait(SINK_STAYS_MS);
      // In turn in good order and by SIGKILL, which the group only notices after its session's time.
      if (n % 2 === 1) second.kill();
      await second.stop();
    }
  },
};

/** The parts of a distributed installation. */
export function partFaults(): Fault[] {
  return [
    undisturbedOnKafka,
    kafkaKilled,
    redisFlushedAndKilled,
    sinkJoinsAndLeaves,
    undisturbedOnMosquitto,
    mosquittoKilled,
  ];
}
