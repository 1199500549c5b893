import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "../../apps/pipeline/src/testing/pipeline-process.ts";
import type { PeerBroker } from "./mosquitto.ts";

/** The broker library of the pipeline with nothing in it, in a process of its own. */
export async function startAedes(): Promise<PeerBroker> {
  const port = await freePort();
  const child = fork(join(import.meta.dirname, "bare-broker.ts"), {
    env: { ...process.env, MQTT_PORT: String(port) },
  });
  await once(child, "message");
  return {
    name: "aedes alone, acknowledging at once",
    port,
    stop: async () => {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
