import { expect, it } from "vitest";
import { createBrokerTime } from "./broker-time.ts";

/** Brokers whose clocks are ahead of this machine's by so much, and records that come a while after they were stamped. */
function open(aheadMs: number) {
  const told: number[] = [];
  const clock = { monotonic: 1_000, wall: 5_000_000 };
  const time = createBrokerTime({
    onClocksDiffer: (ahead) => void told.push(ahead),
    monotonic: () => clock.monotonic,
    wall: () => clock.wall,
  });
  const brokerNow = () => clock.wall + aheadMs;
  const pass = (ms: number) => {
    clock.monotonic += ms;
    clock.wall += ms;
  };
  return { time, told, clock, brokerNow, pass };
}

it("knows nothing before a record", () => {
  expect(open(0).time.atLeast(9_999)).toBe(Number.NEGATIVE_INFINITY);
});

it.each([{ aheadMs: 7_000 }, { aheadMs: 0 }, { aheadMs: -7_000 }])(
  "is never ahead of the brokers' clocks, and close to them, at $aheadMs ms from here",
  ({ aheadMs }) => {
    const { time, clock, brokerNow, pass } = open(aheadMs);
    for (const latencyMs of [900, 40, 8, 700, 2_000, 30, 60_000]) {
      time.note(brokerNow() - latencyMs);
      expect(time.atLeast(clock.monotonic)).toBeLessThanOrEqual(brokerNow());
      expect(time.atLeast(clock.monotonic - 300)).toBeLessThanOrEqual(brokerNow() - 300);
      pass(100);
    }
    expect(time.atLeast(clock.monotonic)).toBeGreaterThan(brokerNow() - 20);
  },
);

it("goes on where nothing comes, and follows brokers whose clocks were set back", () => {
  const { time, clock, brokerNow, pass } = open(0);
  time.note(brokerNow());
  pass(3_600_000);
  expect(time.atLeast(clock.monotonic)).toBeGreaterThan(brokerNow() - 40_000);
  time.note(brokerNow());
  for (let second = 0; second < 200; second++) {
    pass(1_000);
    time.note(brokerNow() - 1_000);
  }
  expect(time.atLeast(clock.monotonic)).toBe(brokerNow() - 1_000);
});

it.each([
  { what: "ahead", aheadMs: 1_500, told: [1_500] },
  { what: "behind", aheadMs: -1_500, told: [-1_400] },
  { what: "about right", aheadMs: -900, told: [] },
])("tells once that the brokers' clocks are $what", ({ aheadMs, told: expected }) => {
  const { time, told, clock, brokerNow, pass } = open(aheadMs);
  for (let count = 0; count < 3; count++) {
    const askedAt = clock.monotonic;
    pass(100);
    time.note(brokerNow(), askedAt);
  }
  expect(told).toEqual(expected);
});

it("does not take a record of the past for one of a clock that is behind", () => {
  const { time, told, brokerNow } = open(0);
  time.note(brokerNow() - 3_600_000);
  expect(told).toEqual([]);
});
