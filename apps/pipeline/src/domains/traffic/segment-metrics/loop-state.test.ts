import type { Observation } from "@arterial/domain/observation";
import { expect, it } from "vitest";
import { addLoopReading, createLoopState, summariseLoops } from "./loop-state.ts";

const START = Date.parse("2026-06-01T07:00:00Z");
const PLACE = { segmentId: "s", lane: 0, expectedIntervalS: 60 };

/** Readings over periods that are no whole number of seconds, nor of milliseconds; every fourth is not trusted. */
const readings = Array.from({ length: 40 }, (_, n): Observation<"traffic"> => {
  const ts = START + n * 1_000;
  const periodS = 33.3333 + n / 7;
  const reading = { ts, periodS, count: 3 + (n % 9), speedKmh: 31.7 + n / 3, occupancy: 0.1 + n / 1_000 };
  return { kind: "traffic", deviceId: "loop", receivedAt: ts, reading };
});

/** Readings of seven lanes, each of other traffic. */
const ofLanes = readings.map((observation, n) => ({
  ...observation,
  reading: { ...observation.reading, lane: n % 7 },
}));

function add(observations: readonly Observation<"traffic">[]) {
  const state = createLoopState();
  for (const observation of observations) {
    addLoopReading(state, observation, { ...PLACE, isTrusted: observation.reading.ts % 4_000 !== 0 });
  }
  return state;
}

it("sums up to the same, to the bit, in whatever order readings come", () => {
  for (const some of [readings, ofLanes]) {
    const expected = summariseLoops(add(some), 7);
    const orders = [
      some.toReversed(),
      some.toSorted((a, b) => (a.reading.ts % 7_000) - (b.reading.ts % 7_000)),
      some.toSorted((a, b) => (a.reading.ts % 11_000) - (b.reading.ts % 11_000)),
    ];
    for (const order of orders) expect(summariseLoops(add(order), 7)).toEqual(expected);
  }
  const [lane] = add(readings).lanes.values();
  expect([lane?.periodMs, lane?.occupancyPeriodMs, lane?.suspectPeriodMs].every(Number.isInteger)).toBe(true);
});

it("takes a period of no length for one that is too short for its vehicles", () => {
  const [first] = readings;
  if (!first) throw new RangeError("no readings");
  const state = add([{ ...first, reading: { ts: START + 1, periodS: 1e-9, count: 1 } }]);
  expect(summariseLoops(state, 1)).toMatchObject({ flowVph: null, quality: { observed: 0, suspect: 1 } });
});
