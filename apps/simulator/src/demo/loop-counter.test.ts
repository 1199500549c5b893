import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { playedVehicle } from "../testing/played-vehicle.ts";
import { createLoopCounter } from "./loop-counter.ts";

const LOOP = { id: "l", segmentId: "s", offsetM: 50, lane: 0 };

/** Drives one car along segment "s" of 100 m at a constant speed, and on through a junction. */
function drive(
  counter: ReturnType<typeof createLoopCounter>,
  speedMs: number,
  fromM: number,
  seconds: number,
) {
  for (let second = 0; second <= seconds; second += 1) {
    const travelled = fromM + speedMs * second;
    const isOn = travelled <= 100;
    const { segmentId, ...rest } = playedVehicle({
      speedKmh: speedMs * 3.6,
      offsetM: isOn ? travelled : travelled - 100,
    });
    counter.step([isOn && segmentId !== undefined ? { ...rest, segmentId } : rest]);
  }
}

describe("createLoopCounter", () => {
  it("counts a vehicle when its front passes, with its speed and the time it covers the loop", () => {
    const counter = createLoopCounter([LOOP]);
    drive(counter, 10, 5, 9);
    const { count, speedKmh, occupancy } = counter.take("l", 60);
    expect([count, speedKmh]).toEqual([1, 36]);
    expect(occupancy).toBeCloseTo(0.46 / 60, 9);
  });

  it("begins anew after it was asked", () => {
    const counter = createLoopCounter([LOOP]);
    drive(counter, 10, 5, 9);
    counter.take("l", 60);
    expect(counter.take("l", 60)).toEqual({ count: 0, occupancy: 0 });
  });

  it("does not count vehicles of other lanes, nor those that appear past it", () => {
    const counter = createLoopCounter([LOOP]);
    counter.step([playedVehicle({ lane: 1, offsetM: 45 })]);
    counter.step([playedVehicle({ lane: 1, offsetM: 55 })]);
    counter.step([playedVehicle({ id: "new", offsetM: 51 })]);
    counter.step([playedVehicle({ id: "new", offsetM: 61 })]);
    expect(counter.take("l", 60).count).toBe(0);
  });

  it("stays covered while a vehicle stands on it", () => {
    const counter = createLoopCounter([LOOP]);
    counter.step([playedVehicle({ offsetM: 45 })]);
    counter.step([playedVehicle({ offsetM: 51, speedKmh: 21.6 })]);
    for (let second = 0; second < 30; second += 1)
      counter.step([playedVehicle({ offsetM: 51, speedKmh: 0 })]);
    expect(counter.take("l", 60).occupancy).toBeCloseTo((30 + 1 / 6) / 60, 6);
  });

  it("counts at the very start of a segment and keeps covering at its very end", () => {
    const counter = createLoopCounter([
      { id: "first", segmentId: "t", offsetM: 0 },
      { id: "last", segmentId: "s", offsetM: 100 },
    ]);
    counter.step([playedVehicle({ offsetM: 92 })]);
    counter.step([playedVehicle({ offsetM: 2, segmentId: "t" })]);
    counter.step([playedVehicle({ offsetM: 12, segmentId: "t" })]);
    expect(counter.take("first", 60).count).toBe(1);
    const last = counter.take("last", 60);
    expect(last.count).toBe(1);
    expect(last.occupancy).toBeCloseTo(0.46 / 60, 9);
  });

  it("counts every vehicle once, whatever its speed and where it starts before the loop", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 49, noNaN: true }),
        (speedMs, fromM) => {
          const counter = createLoopCounter([LOOP]);
          drive(counter, speedMs, fromM, Math.ceil(60 / speedMs) + 1);
          const { count, occupancy } = counter.take("l", 60);
          expect(count).toBe(1);
          expect(occupancy * 60).toBeCloseTo(4.6 / speedMs, 6);
        },
      ),
    );
  });
});
