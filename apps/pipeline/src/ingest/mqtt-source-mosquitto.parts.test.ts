import { expect, it } from "vitest";
import type { IncomingMessage } from "./ingest.ts";
import { connectTestDevice, describeMqttSource, openSession } from "./mqtt-source.contract.ts";

const url = process.env.TEST_MQTT_URL ?? "";
const WAIT = { timeout: 10_000, interval: 10 };

describeMqttSource("Mosquitto", async () => url, { marksRedelivery: true });

it("shares messages with other processes: each goes to one of them, and none is lost when one stops", async () => {
  const device = await connectTestDevice(url);
  const taken: Record<string, string[]> = { first: [], second: [] };
  const takeAs = (name: string) => async (message: IncomingMessage) =>
    void taken[name]?.push(message.payload.toString());
  const startFirst = openSession(url, "workers");
  const first = await startFirst(takeAs("first"));
  const second = await openSession(url, "workers")(takeAs("second"));
  const send = async (from: number, to: number) => {
    for (let n = from; n < to; n++) await device.publishAsync("city/v1/air/a", String(n), { qos: 1 });
  };
  await send(0, 100);
  await expect.poll(() => Object.values(taken).flat().length, WAIT).toBe(100);
  expect(taken.first?.length).toBeGreaterThan(0);
  expect(taken.second?.length).toBeGreaterThan(0);
  await first.stop();
  await send(100, 150);
  const back = await startFirst(takeAs("first"));
  await expect.poll(() => Object.values(taken).flat().length, WAIT).toBe(150);
  expect(new Set(Object.values(taken).flat()).size).toBe(150);
  await back.stop();
  await second.stop();
});
