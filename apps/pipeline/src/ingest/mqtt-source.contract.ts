import { randomUUID } from "node:crypto";
import { createLogger } from "@arterial/runtime/logger";
import { connectAsync, type MqttClient } from "mqtt";
import { describe, expect, it, onTestFinished } from "vitest";
import type { IncomingMessage, TakeMessage } from "./ingest.ts";
import { type MqttSourceOptions, startMqttSource } from "./mqtt-source.ts";

/** Opens a broker that is not ours to configure: it acknowledges devices by itself and keeps what we have not taken. */
export type OpenBrokerUrl = () => Promise<string>;

const logger = createLogger({ name: "test", level: "silent" });
const WAIT = { timeout: 10_000, interval: 10 };

/** What came, and how it is made safe. */
function collect() {
  const messages: IncomingMessage[] = [];
  const commits = new Map<string, () => void>();
  return {
    commits,
    texts: () => messages.map((message) => message.payload.toString()).sort(),
    redelivered: () => messages.filter((message) => message.isRedelivery).length,
    hold: ((message) => {
      messages.push(message);
      const { promise, resolve } = Promise.withResolvers<void>();
      commits.set(message.payload.toString(), resolve);
      return promise;
    }) satisfies TakeMessage,
    pass: (async (message) => void messages.push(message)) satisfies TakeMessage,
  };
}

/** A session of its own, which the broker forgets when the test has ended. */
export function openSession(
  url: string,
  options: Partial<Pick<MqttSourceOptions, "share" | "maxHeldBytes">> = {},
) {
  const clientId = `test-${randomUUID()}`;
  onTestFinished(async () => {
    const last = await connectAsync(url, { clientId, clean: true, protocolVersion: 4 });
    await last.endAsync();
  });
  return async (take: TakeMessage, onFailure: (error: unknown) => void = () => {}) => {
    const { stop } = await startMqttSource({ url, clientId, take, onFailure, logger, ...options });
    return { stop };
  };
}

/** A device at the broker. */
export async function connectTestDevice(url: string): Promise<MqttClient> {
  const device = await connectAsync(url, { protocolVersion: 4 });
  onTestFinished(() => device.endAsync(true));
  return device;
}

async function publishAll(device: MqttClient, texts: readonly string[]): Promise<void> {
  for (const text of texts) await device.publishAsync("city/v1/air/a", text, { qos: 1 });
}

/** A store that never answers holds ten messages of the many; the others follow once it does. */
async function expectHeldBack(openBroker: OpenBrokerUrl): Promise<void> {
  const url = await openBroker();
  const device = await connectTestDevice(url);
  const other = await connectTestDevice(url);
  const held: PromiseWithResolvers<void>[] = [];
  let isSafe = false;
  const source = await openSession(url, { maxHeldBytes: 1_000_000 })(() => {
    const safe = Promise.withResolvers<void>();
    held.push(safe);
    if (isSafe) safe.resolve();
    return safe.promise;
  });
  const sent = Array.from({ length: 100 }, () =>
    device.publishAsync("city/v1/air/a", Buffer.alloc(100_000), { qos: 1 }),
  );
  await expect.poll(() => held.length, WAIT).toBe(10);
  // What could come by now has come.
  for (let trip = 0; trip < 50; trip++) await other.publishAsync("elsewhere", "", { qos: 1 });
  expect(held.length).toBe(10);
  isSafe = true;
  for (const { resolve } of held) resolve();
  await expect.poll(() => held.length, WAIT).toBe(100);
  await Promise.all(sent);
  await source.stop();
}

/** What the source promises at every broker; run it against each. */
export function describeMqttSource(
  name: string,
  openBroker: OpenBrokerUrl,
  options: { marksRedelivery: boolean },
): void {
  describe(`the source at ${name}`, () => {
    it("acknowledges what is safe, in any order, and gets the rest again after a restart", async () => {
      const url = await openBroker();
      const device = await connectTestDevice(url);
      const start = openSession(url);
      const held = collect();
      const first = await start(held.hold);
      await publishAll(device, ["1", "2", "3"]);
      await expect.poll(held.texts, WAIT).toEqual(["1", "2", "3"]);
      held.commits.get("2")?.();
      await first.stop();
      const again = collect();
      const second = await start(again.pass);
      await expect.poll(again.texts, WAIT).toEqual(["1", "3"]);
      expect(again.redelivered()).toBe(options.marksRedelivery ? 2 : 0);
      await second.stop();
      const after = collect();
      const third = await start(after.pass);
      await publishAll(device, ["4"]);
      await expect.poll(after.texts, WAIT).toEqual(["4"]);
      await third.stop();
    });

    it("gets what was sent while it was away", async () => {
      const url = await openBroker();
      const device = await connectTestDevice(url);
      const start = openSession(url);
      const first = await start(collect().pass);
      await first.stop();
      await publishAll(device, ["1", "2"]);
      const back = collect();
      const second = await start(back.pass);
      await expect.poll(back.texts, WAIT).toEqual(["1", "2"]);
      await second.stop();
    });

    it("leaves with the broker what is more than it may hold, and takes that when there is room", () =>
      expectHeldBack(openBroker));

    it("tells its owner when a message cannot be made safe, and does not acknowledge it", async () => {
      const url = await openBroker();
      const device = await connectTestDevice(url);
      const start = openSession(url);
      const failures: unknown[] = [];
      const refuse = () => Promise.reject(new Error("database gone"));
      const first = await start(refuse, (error) => failures.push(error));
      await publishAll(device, ["1"]);
      await expect.poll(() => failures.length, WAIT).toBe(1);
      await first.stop();
      const again = collect();
      const second = await start(again.pass);
      await expect.poll(again.texts, WAIT).toEqual(["1"]);
      await second.stop();
    });
  });
}
