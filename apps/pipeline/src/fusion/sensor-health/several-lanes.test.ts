import type { Device } from "@arterial/domain/device-kind";
import { expect, it } from "vitest";
import type { SensorHealth } from "./sensor-health.ts";
import { watchLoops } from "./testing/watch-loops.ts";

const START = Date.parse("2026-06-01T07:00:00Z");
const MINUTE = 60_000;

/** One device with a loop in each of two lanes. */
const LOOP: Device = { id: "loop", kind: "traffic", name: "", lon: 10, lat: 54, expectedIntervalS: 60 };

const watch = () => watchLoops([LOOP], { startedAt: START });

/** Both lanes report every minute from one to another; those that are named are locked on. */
function play(health: SensorHealth, [from, to]: [number, number], lockedLanes: readonly number[]): void {
  for (let minute = from; minute < to; minute += 1) {
    for (const lane of [0, 1]) {
      const ts = START + minute * MINUTE;
      const isLocked = lockedLanes.includes(lane);
      const values = isLocked ? { count: 0, occupancy: 1 } : { count: 5 + (minute % 3), occupancy: 0.1 };
      const reading = { ts, periodS: 60, lane, ...values };
      health.take({ kind: "traffic", deviceId: LOOP.id, receivedAt: ts + 300, reading });
    }
  }
}

const told = (health: SensorHealth) =>
  health
    .takeChanges()
    .map(({ faultClass, endedAt }) => `${faultClass} ${endedAt === null ? "open" : "ended"}`);

it("a fault of a device lasts until it has ended on all of its lanes", () => {
  const health = watch();
  play(health, [1, 20], [0, 1]);
  expect(told(health)).toEqual(["locked_on open"]);
  play(health, [20, 40], [1]);
  expect(told(health)).toEqual([]);
  expect(health.faultOf(LOOP.id)?.faultClass).toBe("locked_on");
  const at = { ts: START + 40 * MINUTE, receivedAt: START + 40 * MINUTE };
  expect(health.isTrustedAt(LOOP.id, at)).toBe(false);
  play(health, [40, 60], []);
  expect(told(health)).toEqual(["locked_on ended"]);
  play(health, [60, 80], [0]);
  expect(told(health)).toEqual(["locked_on open"]);
});

it("a fault that was taken over of a device whose lanes are known is let go of by their readings", () => {
  const before = watch();
  play(before, [1, 20], [0]);
  const open = before.current();
  const after = watch();
  // Too few of the readings that showed it are read back.
  play(after, [19, 20], []);
  after.adopt(open);
  expect(after.faultOf(LOOP.id)?.faultClass).toBe("locked_on");
  play(after, [20, 40], []);
  expect(told(after)).toEqual(["locked_on ended"]);
});
