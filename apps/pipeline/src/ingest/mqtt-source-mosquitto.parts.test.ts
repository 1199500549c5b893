import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { systemClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import type { IncomingMessage } from "./ingest.ts";
import { connectTestDevice, describeMqttSource, openSession } from "./mqtt-source.contract.ts";
import { type ShareMembers, startShareMembers } from "./share-members.ts";

const url = process.env.TEST_MQTT_URL ?? "";
const WAIT = { timeout: 10_000, interval: 10 };
const logger = createLogger({ name: "test", level: "silent" });

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describeMqttSource("Mosquitto", async () => url, { marksRedelivery: true });

/** The place among a share's members of one process more. */
function openMember(name: string): ShareMembers {
  const { value, stop } = startShareMembers(name, { pool: database.pool, clock: systemClock, logger });
  onTestFinished(() => stop());
  return value;
}

/** Processes that share messages, what each of them took, and a device that sends numbers. */
async function openShare(name: string) {
  const taken: Record<string, string[]> = {};
  const device = await connectTestDevice(url);
  const open = (member: string) => {
    const start = openSession(url, { share: openMember(name) });
    const own: string[] = [];
    taken[member] = own;
    return (hold?: Promise<void>) =>
      start(async ({ payload }: IncomingMessage) => {
        own.push(payload.toString());
        await hold;
      });
  };
  const send = async (from: number, to: number) => {
    for (let n = from; n < to; n++) await device.publishAsync("city/v1/air/a", String(n), { qos: 1 });
  };
  const numbers = () => Object.values(taken).flat();
  return { taken, open, send, numbers };
}

it("shares messages with other processes: each goes to one of them, and none is lost when one comes back", async () => {
  const { taken, open, send, numbers } = await openShare("workers");
  const startFirst = open("first");
  const first = await startFirst();
  const second = await open("second")();
  await send(0, 100);
  await expect.poll(() => numbers().length, WAIT).toBe(100);
  expect(taken.first?.length).toBeGreaterThan(0);
  expect(taken.second?.length).toBeGreaterThan(0);
  await first.stop();
  await send(100, 150);
  const back = await startFirst();
  await send(150, 200);
  await expect.poll(() => numbers().length, WAIT).toBe(200);
  expect(new Set(numbers()).size).toBe(200);
  await back.stop();
  await second.stop();
});

it("strands nothing when it leaves others: they get all that comes, and it takes the rest of its own", async () => {
  const { taken, open, send, numbers } = await openShare("leaving");
  const safe = Promise.withResolvers<void>();
  const startLeaver = open("leaver");
  const leaver = await startLeaver(safe.promise);
  const others = [await open("second")(), await open("third")()];
  await send(0, 30);
  await expect.poll(() => numbers().length, WAIT).toBe(30);
  const before = taken.leaver?.length ?? 0;
  expect(before).toBeGreaterThan(0);
  const stopped = leaver.stop();
  safe.resolve();
  await stopped;
  await send(30, 120);
  await expect.poll(() => numbers().length, WAIT).toBe(120);
  expect(taken.leaver?.length).toBe(before);
  // All that it had been given it has acknowledged: nothing waits for its return.
  const back = await startLeaver();
  await send(120, 150);
  await expect.poll(() => numbers().length, WAIT).toBe(150);
  expect(new Set(numbers()).size).toBe(150);
  for (const { stop } of [back, ...others]) await stop();
});

it("stays subscribed as the last of a share, so that the broker keeps what comes while all are away", async () => {
  const { taken, open, send, numbers } = await openShare("last");
  const startLast = open("last");
  const first = await open("first")();
  const last = await startLast();
  await first.stop();
  await last.stop();
  await send(0, 20);
  expect(numbers()).toEqual([]);
  const back = await startLast();
  await expect.poll(() => taken.last?.length, WAIT).toBe(20);
  await back.stop();
});
