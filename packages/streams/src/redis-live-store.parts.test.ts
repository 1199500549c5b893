import { randomUUID } from "node:crypto";
import { openLink } from "@arterial/runtime/testing/half-open-link";
import { Redis } from "ioredis";
import { expect, it, onTestFinished, vi } from "vitest";
import { describeLiveStore } from "./live-store.contract.ts";
import { connectRedisLiveStore } from "./redis-live-store.ts";

const WAIT = { timeout: 10_000, interval: 5 };
const url = process.env.TEST_REDIS_URL ?? "";

/** Address of the server for an account of its own, by which its connections can be told from those of other tests. */
function urlOf(user: string): string {
  const own = new URL(url);
  own.username = user;
  own.password = "any";
  return own.href;
}

async function openPair() {
  const prefix = `test-${randomUUID()}-`;
  const user = `${prefix}user`;
  const admin = new Redis(url);
  await admin.call("ACL", "SETUSER", user, "on", "nopass", "~*", "&*", "+@all");
  const own = urlOf(user);
  const writer = await connectRedisLiveStore({ url: own, prefix });
  const changes: boolean[] = [];
  const reader = await connectRedisLiveStore({
    url: own,
    prefix,
    onConnectionChange: (isConnected) => void changes.push(isConnected),
  });
  return {
    prefix,
    writer: writer.value,
    reader: reader.value,
    changes,
    admin,
    /** Ends the connections of both, and of nobody else. */
    cut: () => admin.call("CLIENT", "KILL", "USER", user),
    close: async () => {
      await writer.stop();
      await reader.stop();
      await admin.call("ACL", "DELUSER", user);
      admin.disconnect();
    },
  };
}

describeLiveStore("the Redis live store", openPair);

it("goes on after its connections were cut, with the states of the time between", async () => {
  const { writer, reader, changes, cut, close } = await openPair();
  onTestFinished(close);
  const seen: unknown[] = [];
  await reader.subscribe("live/", (message) => void seen.push(message.value));
  await writer.publish("live/segments", "state", { at: 1 });
  await vi.waitUntil(() => seen.length === 1, WAIT);
  await cut();
  await vi.waitUntil(() => !reader.isConnected() || changes.includes(false), WAIT);
  await vi.waitUntil(() => writer.isConnected() && reader.isConnected(), WAIT);
  await writer.publish("live/segments", "state", { at: 2 });
  await vi.waitUntil(() => seen.length === 2, WAIT);
  expect(seen).toEqual([{ at: 1 }, { at: 2 }]);
  expect(changes).toEqual([true, false, true]);
});

it("notices connections that nobody answers any more, and goes on with others", async () => {
  const { prefix, writer, close } = await openPair();
  onTestFinished(close);
  const through = new URL(url);
  const link = await openLink(through);
  through.port = String(link.port);
  const { value: reader, stop } = await connectRedisLiveStore({
    url: through.href,
    prefix,
    answerTimeoutMs: 500,
  });
  onTestFinished(async () => {
    await stop();
    link.close();
  });
  const seen: unknown[] = [];
  await reader.subscribe("live/", (message) => void seen.push(message.value));
  await writer.publish("live/segments", "state", { at: 1 });
  await vi.waitUntil(() => seen.length === 1, WAIT);
  link.halfOpen();
  await writer.publish("live/segments", "state", { at: 2 });
  await vi.waitUntil(() => seen.length === 2, WAIT);
  expect(seen).toEqual([{ at: 1 }, { at: 2 }]);
});

it("goes on after the server lost its data", async () => {
  const { prefix, writer, reader, admin, close } = await openPair();
  onTestFinished(close);
  const seen: unknown[] = [];
  await writer.publish("live/figures", "state", { at: 1 });
  await reader.subscribe("live/", (message) => void seen.push(message.value));
  await vi.waitUntil(() => seen.length === 1, WAIT);
  await admin.del(`${prefix}arterial:live:states`);
  await writer.publish("live/figures", "state", { at: 2 });
  await vi.waitUntil(() => seen.length === 2, WAIT);
  expect(reader.latest("live/figures", "state")).toEqual({ at: 2 });
});

it("starts without a server, and drops what it cannot send", async () => {
  const { value: store, stop } = await connectRedisLiveStore({ url: "redis://127.0.0.1:1" });
  onTestFinished(stop);
  expect(store.isConnected()).toBe(false);
  await store.publish("live/figures", "state", { at: 1 });
  await store.subscribe("live/", () => {});
  expect(store.latest("live/figures", "state")).toBeUndefined();
});
