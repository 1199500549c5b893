import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDeviceLimiter } from "./device-limiter.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const KIB = 1_024;
const PLENTY = 1_000_000 * KIB;

/** A limiter of ten messages a second, five at once; `sent` says when each message was handed on, ms after the start. */
function startLimiter(bounds: { maxDeviceBytes?: number; maxWaitingBytes?: number } = {}) {
  const startAt = performance.now();
  const limiter = createDeviceLimiter({
    perS: 10,
    burst: 5,
    maxDeviceBytes: PLENTY,
    maxWaitingBytes: PLENTY,
    nowMs: () => performance.now(),
    ...bounds,
  });
  const handedAt: Record<string, number[]> = {};
  const safe: (() => void)[] = [];
  const send = (deviceId: string, count: number, payloadBytes = 100, sender: object = {}) =>
    Array.from({ length: count }, () =>
      limiter.take(deviceId, {
        payloadBytes,
        sender,
        hand: () => {
          handedAt[deviceId] ??= [];
          handedAt[deviceId].push(performance.now() - startAt);
          return new Promise((resolve) => safe.push(resolve));
        },
      }),
    );
  return {
    ...limiter,
    send,
    handedAt: (deviceId: string) => handedAt[deviceId] ?? [],
    /** What was handed on is in the database. */
    makeSafe: async () => {
      for (const resolve of safe.splice(0)) resolve();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe("the rate of a device", () => {
  it("lets a burst pass, and then one message after the other", async () => {
    const { send, handedAt } = startLimiter();
    send("a", 8);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(handedAt("a")).toEqual([0, 0, 0, 0, 0, 100, 200, 300]);
  });

  it("never holds back one that keeps to it, nor the neighbours of one that does not", async () => {
    const { send } = startLimiter();
    send("flood", 1_000);
    for (let second = 0; second < 100; second++) {
      expect(send("calm", 1)).toEqual(["handed"]);
      await vi.advanceTimersByTimeAsync(100);
    }
  });

  it("gives the burst back after a pause", async () => {
    const { send, handedAt } = startLimiter();
    send("a", 10);
    await vi.advanceTimersByTimeAsync(1_000);
    send("a", 6);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(handedAt("a").slice(10)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 1_100]);
  });

  it("counts a large message as several", async () => {
    const { send, handedAt } = startLimiter();
    send("a", 2, 4 * 16 * KIB);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(handedAt("a")).toEqual([0, 500]);
  });

  it("is kept by all connections of a device together, in the order in which messages came", async () => {
    const { send, handedAt } = startLimiter();
    for (let connection = 0; connection < 8; connection++) send("a", 1, 100, { connection });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(handedAt("a")).toEqual([0, 0, 0, 0, 0, 100, 200, 300]);
  });
});

describe("a sender that has gone", () => {
  it("leaves nothing behind that waits, and its device owes nothing for it", async () => {
    const { send, drop, waitingBytes, handedAt } = startLimiter();
    for (let round = 0; round < 100; round++) {
      const sender = { round };
      send("a", 20, 100, sender);
      drop("a", sender);
      expect(waitingBytes()).toBe(0);
    }
    await vi.advanceTimersByTimeAsync(100);
    expect(handedAt("a")).toHaveLength(5);
    expect(send("a", 1)).toEqual(["handed"]);
  });

  it("does not take the messages of its device's other connections along", async () => {
    const { send, drop, handedAt } = startLimiter();
    const gone = {};
    send("a", 6, 100, gone);
    send("a", 1);
    drop("a", gone);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(handedAt("a")).toEqual([0, 0, 0, 0, 0, 100]);
  });
});

describe("the bounds of memory", () => {
  it("are one for each device: what waits, and what is not safe yet", async () => {
    const { send, makeSafe, waitingBytes } = startLimiter({ maxDeviceBytes: 10 * KIB });
    expect(send("a", 12, KIB)).toEqual([
      ...Array.from({ length: 5 }, () => "handed"),
      "waits",
      ...Array.from({ length: 6 }, () => "full"),
    ]);
    expect(waitingBytes()).toBeLessThan(2 * KIB);
    expect(send("b", 1, KIB)).toEqual(["handed"]);
    await makeSafe();
    expect(send("a", 1, KIB)).toEqual(["waits"]);
  });

  it("let a message alone in, whatever its size", () => {
    const { send } = startLimiter({ maxDeviceBytes: KIB });
    expect(send("a", 2, 64 * KIB)).toEqual(["handed", "full"]);
  });

  it("are one for all that waits: who keeps to its rate does not meet it", async () => {
    const { send, drop, waitingBytes } = startLimiter({ maxWaitingBytes: 10 * KIB });
    const senders = Array.from({ length: 20 }, (_, n) => ({ n }));
    const taken = senders.flatMap((sender) => send(`flood-${sender.n}`, 6, KIB, sender));
    expect(taken.filter((outcome) => outcome === "waits")).toHaveLength(6);
    expect(waitingBytes()).toBeLessThanOrEqual(10 * KIB);
    expect(send("calm", 5, KIB)).not.toContain("full");
    for (const sender of senders) drop(`flood-${sender.n}`, sender);
    expect(waitingBytes()).toBe(0);
  });
});
