import type { Device, DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { expect, it } from "vitest";
import { createLateness } from "./lateness.ts";

const NOW = Date.parse("2026-07-06T10:00:00Z");
const S = 1_000;

function watch(newestAt = new Map<DeviceKind, number>(), nowMs = NOW) {
  const device = { expectedIntervalS: 60 } as Device;
  const slow = { expectedIntervalS: 600 } as Device;
  const deviceOf = (id: string) => (id === "slow" ? slow : device);
  return createLateness({ deviceOf, idleMs: 5_000, newestAt, nowMs });
}

let received = 0;
/** No two messages are received at the same instant. */
function nextReceipt(): number {
  received += 1;
  return NOW + received / 1_000;
}

function reading(kind: DeviceKind, agoS: number, receivedAt = nextReceipt(), deviceId = "d"): Observation {
  return { kind, deviceId, receivedAt, reading: { ts: NOW - agoS * S } } as Observation;
}

it.each([
  ["vehicle", 182, false],
  ["vehicle", 184, true],
  // The five minutes from 09:50 take readings until 09:57:03, those from 09:55 until 10:02:03.
  ["traffic", 269, false],
  ["traffic", 271, true],
  ["air", 182, false],
  ["air", 184, true],
] as const)("a %s reading that is %i s behind the newest is late: %s", (kind, agoS, isLate) => {
  const lateness = watch();
  expect(lateness.take(reading(kind, 0))).toBe(false);
  expect(lateness.take(reading(kind, agoS))).toBe(isLate);
});

it("event time passes for loops and vehicles together, and for other kinds by itself", () => {
  const lateness = watch();
  lateness.take(reading("vehicle", 0));
  expect(lateness.take(reading("traffic", 3_600))).toBe(true);
  expect(lateness.take(reading("air", 3_600))).toBe(false);
});

it("a device that reports seldom may be behind by two of its intervals", () => {
  const lateness = watch();
  lateness.take(reading("air", 0));
  expect(lateness.take(reading("air", 1_200, nextReceipt(), "slow"))).toBe(false);
  expect(lateness.take(reading("air", 1_210, nextReceipt(), "slow"))).toBe(true);
});

it("the readings of one message are judged by what came before it, in whatever order they stand", () => {
  const lateness = watch();
  const at = nextReceipt();
  expect([0, 600, 300].map((agoS) => lateness.take(reading("vehicle", agoS, at)))).toEqual([
    false,
    false,
    false,
  ]);
  expect(lateness.take(reading("vehicle", 300))).toBe(true);
});

it("a clock that runs ahead makes nobody else late", () => {
  const lateness = watch();
  lateness.take(reading("vehicle", -600));
  expect(lateness.take(reading("vehicle", 60))).toBe(false);
});

it("event time goes on after a restart from what is stored, and the time of the outage has not passed", () => {
  const backAt = NOW + 3_600 * S;
  const lateness = watch(new Map([["vehicle", NOW]]), backAt);
  expect(lateness.take(reading("vehicle", 600, backAt))).toBe(true);
  expect(lateness.take(reading("vehicle", 60, backAt))).toBe(false);
});

it("the clock moves event time when nothing comes", () => {
  const lateness = watch();
  lateness.take(reading("vehicle", 0));
  expect(lateness.take(reading("vehicle", 0, NOW + 600 * S))).toBe(true);
});
