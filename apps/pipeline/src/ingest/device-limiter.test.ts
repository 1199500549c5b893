import { describe, expect, it } from "vitest";
import { createDeviceLimiter } from "./device-limiter.ts";

function limiterAt(start = 0) {
  const clock = { nowMs: start };
  const limiter = createDeviceLimiter({ perS: 10, burst: 5, nowMs: () => clock.nowMs });
  const send = (deviceId: string, count: number, bytes = 100) =>
    Array.from({ length: count }, () => limiter.waitMs(deviceId, bytes));
  return { clock, send };
}

describe("createDeviceLimiter", () => {
  it("lets a burst pass, and then one message after the other at the rate", () => {
    const { send } = limiterAt(1_000);
    expect(send("a", 8)).toEqual([0, 0, 0, 0, 0, 100, 200, 300]);
  });

  it("never holds back one that keeps to the rate, nor the neighbours of one that does not", () => {
    const { clock, send } = limiterAt();
    send("flood", 1_000);
    for (; clock.nowMs < 10_000; clock.nowMs += 100) expect(send("calm", 1)).toEqual([0]);
  });

  it("gives the burst back after a pause", () => {
    const { clock, send } = limiterAt();
    send("a", 10);
    clock.nowMs += 1_000;
    expect(send("a", 6)).toEqual([0, 0, 0, 0, 0, 100]);
  });

  it("counts a large message as several", () => {
    const { send } = limiterAt();
    expect(send("a", 2, 4 * 16_384)).toEqual([0, 500]);
  });
});
