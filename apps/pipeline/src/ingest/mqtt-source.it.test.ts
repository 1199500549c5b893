import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { createLogger } from "@arterial/runtime/logger";
import { Aedes } from "aedes";
import { connectAsync } from "mqtt";
import { expect, it, onTestFinished } from "vitest";
import type { IncomingMessage } from "./ingest.ts";
import { startMqttSource } from "./mqtt-source.ts";

const logger = createLogger({ name: "test", level: "silent" });

/** A broker that is not ours to configure: it acknowledges devices by itself and keeps what we have not taken. */
async function startForeignBroker() {
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.close();
    await new Promise<void>((resolve) => broker.close(() => resolve()));
  });
  const url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const device = await connectAsync(url, { protocolVersion: 4 });
  onTestFinished(() => device.endAsync(true));
  const acknowledged: number[] = [];
  broker.on("ack", (packet) => {
    if (packet && "payload" in packet) acknowledged.push(Number(packet.payload.toString()));
  });
  return { url, device, acknowledged };
}

it("acknowledges to the broker only what is safe, in any order", async () => {
  const { url, device, acknowledged } = await startForeignBroker();
  const taken = new Map<string, { message: IncomingMessage; commit: () => void }>();
  const source = await startMqttSource({
    url,
    clientId: "source",
    logger,
    onFailure: () => {},
    take: (message) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      taken.set(message.payload.toString(), { message, commit: resolve });
      return promise;
    },
  });
  for (const n of [1, 2, 3]) await device.publishAsync("city/v1/air/a", String(n), { qos: 1 });
  await expect.poll(() => taken.size).toBe(3);
  expect(acknowledged).toEqual([]);
  taken.get("2")?.commit();
  await expect.poll(() => acknowledged).toEqual([2]);
  taken.get("1")?.commit();
  taken.get("3")?.commit();
  await expect.poll(() => acknowledged.toSorted()).toEqual([1, 2, 3]);
  await source.stop();
});

it("gets what it did not make safe again after a restart, marked as a redelivery", async () => {
  const { url, device } = await startForeignBroker();
  const never = new Promise<void>(() => {});
  let lost = 0;
  const first = await startMqttSource({
    url,
    clientId: "source",
    logger,
    onFailure: () => {},
    take: () => {
      lost++;
      return never;
    },
  });
  for (const n of [1, 2]) await device.publishAsync("city/v1/air/a", String(n), { qos: 1 });
  await expect.poll(() => lost).toBe(2);
  await first.stop();
  const again: IncomingMessage[] = [];
  const second = await startMqttSource({
    url,
    clientId: "source",
    logger,
    onFailure: () => {},
    take: async (message) => void again.push(message),
  });
  await expect.poll(() => again.map((message) => message.payload.toString())).toEqual(["1", "2"]);
  await second.stop();
});

it("tells its owner when a message cannot be made safe", async () => {
  const { url, device, acknowledged } = await startForeignBroker();
  const failures: unknown[] = [];
  const source = await startMqttSource({
    url,
    clientId: "source",
    logger,
    onFailure: (error) => failures.push(error),
    take: () => Promise.reject(new Error("database gone")),
  });
  await device.publishAsync("city/v1/air/a", "1", { qos: 1 });
  await expect.poll(() => failures.length).toBe(1);
  expect(acknowledged).toEqual([]);
  await source.stop();
});
