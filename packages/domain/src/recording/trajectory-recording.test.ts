import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecordingError } from "./byte-reader.ts";
import {
  decodeTrajectories,
  encodeTrajectories,
  POSITION_STEP_M,
  type RecordedVehicle,
  SPEED_STEP_MS,
  type TrajectoryRecording,
} from "./trajectory-recording.ts";

const LANES: TrajectoryRecording["lanes"] = [
  {
    segmentId: "a",
    lane: 0,
    lengthM: 200,
    line: [
      [10.85, 54.6],
      [10.853, 54.6],
    ],
  },
  {
    lane: 0,
    lengthM: 12.34,
    line: [
      [10.853, 54.6],
      [10.8531, 54.6001],
    ],
  },
  {
    segmentId: "b",
    lane: 1,
    lengthM: 300,
    line: [
      [10.8531, 54.6001],
      [10.8531, 54.603],
    ],
  },
];

const sample = fc.record({
  lane: fc.integer({ min: 0, max: LANES.length - 1 }),
  positionM: fc.double({ min: 0, max: 400, noNaN: true }),
  speedMs: fc.double({ min: 0, max: 40, noNaN: true }),
});

const vehicle = fc
  .record({
    id: fc.string({ minLength: 1, maxLength: 8 }),
    vehicleClass: fc.constantFrom("car" as const, "van" as const, "truck" as const, "bus" as const),
    firstS: fc.integer({ min: 0, max: 3599 }),
    isCarryIn: fc.boolean(),
    samples: fc.array(sample, { minLength: 1, maxLength: 40 }),
  })
  .map(
    ({ samples, ...head }): RecordedVehicle => ({
      ...head,
      firstS: head.isCarryIn ? 0 : head.firstS,
      lengthM: 4.6,
      laneIndex: Uint16Array.from(samples, (s) => s.lane),
      positionM: Float32Array.from(samples, (s) => s.positionM),
      speedMs: Float32Array.from(samples, (s) => s.speedMs),
    }),
  );

describe("encodeTrajectories", () => {
  it("gives every vehicle back, to within the steps of position and speed", () => {
    fc.assert(
      fc.property(fc.array(vehicle, { maxLength: 12 }), (vehicles) => {
        const decoded = decodeTrajectories(encodeTrajectories({ durationS: 3600, lanes: LANES, vehicles }));
        expect(decoded.vehicles.length).toBe(vehicles.length);
        decoded.vehicles.forEach((copy, i) => {
          const original = vehicles[i] as RecordedVehicle;
          expect({ ...copy, laneIndex: 0, positionM: 0, speedMs: 0 }).toEqual({
            ...original,
            laneIndex: 0,
            positionM: 0,
            speedMs: 0,
          });
          expect([...copy.laneIndex]).toEqual([...original.laneIndex]);
          const positionErrors = [...copy.positionM].map((m, k) =>
            Math.abs(m - (original.positionM[k] ?? 0)),
          );
          const speedErrors = [...copy.speedMs].map((v, k) => Math.abs(v - (original.speedMs[k] ?? 0)));
          expect(Math.max(...positionErrors)).toBeLessThanOrEqual(POSITION_STEP_M * 0.51);
          expect(Math.max(...speedErrors)).toBeLessThanOrEqual(SPEED_STEP_MS * 1.51);
        });
      }),
    );
  });

  it("gives the lanes back to within a centimetre", () => {
    const decoded = decodeTrajectories(encodeTrajectories({ durationS: 60, lanes: LANES, vehicles: [] }));
    expect(decoded.durationS).toBe(60);
    decoded.lanes.forEach((lane, i) => {
      expect(lane).toMatchObject({ lane: LANES[i]?.lane, lengthM: LANES[i]?.lengthM });
      expect(lane.segmentId).toBe(LANES[i]?.segmentId);
      lane.line.forEach(([lon, lat], k) => {
        expect(lon).toBeCloseTo(LANES[i]?.line[k]?.[0] ?? 0, 7);
        expect(lat).toBeCloseTo(LANES[i]?.line[k]?.[1] ?? 0, 7);
      });
    });
  });
});

describe("decodeTrajectories", () => {
  it("refuses bytes that are cut short anywhere", () => {
    const whole = encodeTrajectories({
      durationS: 60,
      lanes: LANES,
      vehicles: fc.sample(vehicle, { numRuns: 3, seed: 5 }),
    });
    for (let length = 0; length < whole.length; length += 7) {
      expect(() => decodeTrajectories(whole.subarray(0, length))).toThrow(RecordingError);
    }
  });
});
