import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { registerDevice } from "./accounts.ts";
import { waitUntil } from "./product.ts";

const IN_THE_CENTRE = ["--lon", "10.8545", "--lat", "54.5972"];
const SPACES = 100;
const SEND_EVERY_MS = 1_000;

/**
 * Has a car park say that it is full until the returned function is called: something is abnormal then, whatever the demo
 * city does in that minute.
 */
export async function keepCarParkFull(dataDir: string): Promise<() => Promise<void>> {
  const device = ["--id", "parking-full", "--kind", "parking", "--name", "P99", ...IN_THE_CENTRE];
  const rest = ["--interval", "60", "--capacity", String(SPACES)];
  const { topic, ...account } = await registerDevice(dataDir, [...device, ...rest]);
  const { mqttUrl } = JSON.parse(readFileSync(join(dataDir, "connection.json"), "utf8")) as {
    mqttUrl: string;
  };
  let client: MqttClient | null = null;
  // The broker hears of new devices within some seconds.
  await waitUntil(async () => {
    client = await connectAsync(mqttUrl, { ...account, reconnectPeriod: 0 }).catch(() => null);
    return client !== null;
  });
  const send = () => {
    const reading = { ts: Date.now(), occupied: SPACES, capacity: SPACES };
    client?.publish(topic, JSON.stringify(reading), { qos: 1 });
  };
  const sending = setInterval(send, SEND_EVERY_MS);
  return async () => {
    clearInterval(sending);
    await client?.endAsync(true);
  };
}
