import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecordingError } from "./byte-reader.ts";
import { decodeHistory, encodeHistory, type HistoryRecording } from "./history-recording.ts";
import { historyLoopRows, historySegmentRows } from "./history-rows.ts";

const DAY_S = 86_400;

function halves(max: number): fc.Arbitrary<number> {
  return fc.oneof(
    fc.constant(Number.NaN),
    fc.integer({ min: 0, max: max * 2 }).map((n) => n / 2),
  );
}

function column<T>(item: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> {
  return fc.array(item, { minLength: length, maxLength: length });
}

const history: fc.Arbitrary<HistoryRecording> = fc
  .record({
    counts: column(fc.integer({ min: -1, max: 3000 }), 288),
    speeds: column(halves(140), 288),
    occupancies: column(fc.integer({ min: 0, max: 200 }), 288),
    segmentCounts: column(fc.integer({ min: 0, max: 3000 }), 96),
    segmentSpeeds: column(halves(140), 96),
  })
  .map((c) => ({
    durationS: DAY_S,
    loopIntervalS: 300,
    segmentIntervalS: 900,
    loops: [
      {
        deviceId: "loop-1",
        count: Int16Array.from(c.counts),
        speedKmh: Float32Array.from(c.speeds),
        occupancy: Float32Array.from(c.occupancies, (n) => n / 200),
      },
    ],
    segments: [
      {
        segmentId: "a",
        lengthM: 250.5,
        count: Int16Array.from(c.segmentCounts),
        speedKmh: Float32Array.from(c.segmentSpeeds),
      },
    ],
  }));

describe("encodeHistory", () => {
  it("gives every value back exactly, missing ones included", () => {
    fc.assert(
      fc.property(history, (original) => {
        expect(decodeHistory(encodeHistory(original))).toEqual(original);
      }),
      { numRuns: 25 },
    );
  });

  it("is refused when cut short", () => {
    const bytes = encodeHistory(fc.sample(history, { numRuns: 1, seed: 3 })[0] as HistoryRecording);
    expect(() => decodeHistory(bytes.subarray(0, bytes.length - 1))).toThrow(RecordingError);
    expect(() => decodeHistory(new Uint8Array([3, 1, 2, 3]))).toThrow(RecordingError);
  });
});

describe("history rows", () => {
  const flat: HistoryRecording = {
    durationS: DAY_S,
    loopIntervalS: 300,
    segmentIntervalS: 900,
    loops: [
      {
        deviceId: "loop-1",
        count: new Int16Array(288).fill(10).fill(-1, 0, 1),
        speedKmh: new Float32Array(288).fill(50),
        occupancy: new Float32Array(288).fill(0.05),
      },
    ],
    segments: [
      {
        segmentId: "a",
        lengthM: 500,
        count: new Int16Array(96).fill(20).fill(0, 1, 2),
        speedKmh: new Float32Array(96).fill(40).fill(Number.NaN, 1, 2),
      },
    ],
  };

  it("leave out a silent loop and state flow per hour", () => {
    expect([...historyLoopRows(flat, 0, 600)]).toEqual([
      {
        deviceId: "loop-1",
        startS: 300,
        periodS: 300,
        count: 10,
        flowVph: 120,
        speedKmh: 50,
        occupancy: expect.closeTo(0.05, 6),
      },
    ]);
  });

  it("derive density and travel time from flow, speed and length", () => {
    expect([...historySegmentRows(flat, 0, 1800)]).toEqual([
      {
        segmentId: "a",
        startS: 0,
        periodS: 900,
        count: 20,
        flowVph: 80,
        speedKmh: 40,
        densityVpkm: 2,
        travelTimeS: 45,
      },
      { segmentId: "a", startS: 900, periodS: 900, count: 0, flowVph: 0 },
    ]);
  });

  it("repeat beyond the end and before the beginning", () => {
    expect([...historyLoopRows(flat, DAY_S, DAY_S + 600)].map((row) => row.startS)).toEqual([DAY_S + 300]);
    expect([...historyLoopRows(flat, -300, 0)].map((row) => row.startS)).toEqual([-300]);
  });
});
