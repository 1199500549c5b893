import type { Started } from "@arterial/runtime/lifecycle";
import { createLogger } from "@arterial/runtime/logger";
import { afterEach, describe, expect, it } from "vitest";
import { startTestBroker, type TestBroker } from "../testing/test-broker.ts";
import { type Publisher, startPublisher } from "./publisher.ts";

const logger = createLogger({ name: "test", level: "silent" });

describe("a publisher on a real broker", () => {
  const stops: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  async function broker(options?: Parameters<typeof startTestBroker>[0]): Promise<TestBroker> {
    const started = await startTestBroker(options);
    stops.push(started.stop);
    return started;
  }
  function publisherOf(url: string, password = "right"): Started<Publisher> {
    const started = startPublisher({
      account: { url, username: "simulator", password },
      clientId: "test",
      logger,
    });
    stops.push(started.stop);
    return started;
  }

  it("publishes to the device's topic with QoS 1 and knows what was acknowledged", async () => {
    const { url, messages } = await broker({ password: "right" });
    const { value: publisher } = publisherOf(url);
    publisher.publish("air", "air-1", { ts: 1, no2: 20 });
    await publisher.publishWhenRoom("vehicle", "fleet-1", [
      { ts: 1, id: "a" },
      { ts: 1, id: "b" },
    ]);
    await publisher.drained();
    expect(messages).toEqual([
      { topic: "city/v1/air/air-1", qos: 1, readings: [{ ts: 1, no2: 20 }] },
      {
        topic: "city/v1/vehicle/fleet-1",
        qos: 1,
        readings: [
          { ts: 1, id: "a" },
          { ts: 1, id: "b" },
        ],
      },
    ]);
    expect(publisher.stats()).toEqual({ acknowledged: 2, givenUp: 0, waiting: 0, inFlight: 0 });
  });

  it("keeps what it is given while the broker is away, and delivers it when it is back", async () => {
    const first = await startTestBroker();
    const { value: publisher } = publisherOf(first.url);
    publisher.publish("air", "air-1", { ts: 0 });
    await publisher.drained();
    await first.stop();
    for (let ts = 1; ts <= 200; ts += 1) publisher.publish("air", "air-1", { ts });
    const second = await broker({ port: first.port });
    await publisher.drained();
    const times = second.messages.flatMap(({ readings }) => readings.map(({ ts }) => ts));
    expect([...new Set(times)].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
    expect(publisher.stats()).toMatchObject({ acknowledged: 201, givenUp: 0 });
  });

  it("stops at once while the broker refuses it, and gives up what is left", async () => {
    const { url, messages } = await broker({ password: "right" });
    const { value: publisher, stop } = publisherOf(url, "wrong");
    publisher.publish("air", "air-1", { ts: 1 });
    await stop();
    expect(messages).toEqual([]);
    expect(publisher.stats().acknowledged).toBe(0);
  });
});
