import { expect, it } from "vitest";
import { arrivedMessage } from "../testing/messages.ts";
import { createPulse } from "./pulse.ts";

const heard = (deviceId: string, receivedAt: number, ageMs = 0) =>
  arrivedMessage("air", { ts: receivedAt - ageMs, pm25: 1 }, { deviceId, receivedAt }).observation;

it("is behind by the median age of the last seconds' readings, or by nothing known", () => {
  const pulse = createPulse();
  expect(pulse.behindMs(0)).toBeNull();
  for (const ageMs of [100, 50_000, 300]) pulse.take(heard("a", 10_000, ageMs));
  expect(pulse.behindMs(10_000)).toBe(300);
  expect(pulse.behindMs(20_000)).toBeNull();
});

it("history that is loaded meanwhile does not make the stream look late", () => {
  const pulse = createPulse();
  for (const ageMs of [86_400_000, 86_300_000, 250]) pulse.take(heard("a", 10_000, ageMs));
  expect(pulse.behindMs(10_000)).toBe(250);
});

it("counts a device as fresh for three of its intervals, and for ten seconds at least", () => {
  const pulse = createPulse();
  pulse.take(heard("slow", 0));
  pulse.take(heard("fast", 0));
  const devices = [
    { id: "slow", expectedIntervalS: 60 },
    { id: "fast", expectedIntervalS: 1 },
    { id: "silent", expectedIntervalS: 1 },
  ];
  expect(pulse.countFresh(devices, 10_000)).toBe(2);
  expect(pulse.countFresh(devices, 10_001)).toBe(1);
  expect(pulse.countFresh(devices, 180_001)).toBe(0);
});
