import type { Observation } from "@arterial/domain/observation";
import { DEFAULT_FAULT_THRESHOLDS } from "@arterial/domain/quality/fault-thresholds";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { historyLoopRows, historySegmentRows } from "@arterial/domain/recording/history-rows";
import { describe, expect, it } from "vitest";
import { readDemoDevices, readDemoHistory, readDemoSegments } from "../../testing/demo-city.ts";
import { createLoopReferences } from "./loop-reference.ts";
import { createSensorHealth } from "./sensor-health.ts";

const START = Date.parse("2026-06-01T00:00:00Z");
const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;

/** Days of the history on which a loop was made faulty, and the class that should name it. */
const MADE_FAULTY = [
  { deviceId: "loop-kirkby-road-02-in-2", fromDay: 5.4, toDay: 11.6, faultClass: "no_data" },
  { deviceId: "loop-inner-ring-18-cw-2", fromDay: 19.1, toDay: 28, faultClass: "no_data" },
  { deviceId: "loop-marsh-road-05-in-1", fromDay: 9.35, toDay: 12.5, faultClass: "locked_on" },
  { deviceId: "loop-fernhill-road-02-out-1", fromDay: 24.2, toDay: 28, faultClass: "locked_on" },
  { deviceId: "loop-millbank-02-out-1", fromDay: 14, toDay: 17.3, faultClass: "chatter" },
  { deviceId: "loop-westmark-road-05-in-2", fromDay: 25.5, toDay: 28, faultClass: "chatter" },
  { deviceId: "loop-nordgate-02-out-2", fromDay: 10, toDay: 20, faultClass: null },
] as const;

function play(withVehicles: boolean): { faults: SensorFault[]; readings: number } {
  const history = readDemoHistory();
  const segments = readDemoSegments();
  const posted = new Map(segments.map(({ id, speedLimitKmh }) => [id, speedLimitKmh]));
  const known = new Set(history.loops.map(({ deviceId }) => deviceId));
  const devices = readDemoDevices()
    .filter(({ id }) => known.has(id))
    .map((device) => ({ ...device, expectedIntervalS: history.loopIntervalS }));
  const byId = new Map(devices.map((device) => [device.id, device]));
  const references = createLoopReferences(segments, devices);
  const health = createSensorHealth({
    devices: () => devices,
    deviceOf: (id) => byId.get(id),
    thresholds: DEFAULT_FAULT_THRESHOLDS,
    references: () => references,
    postedKmhOf: (id) => posted.get(id),
    startedAt: START,
  });
  const faults: SensorFault[] = [];
  let readings = 0;
  for (let fromS = 0; fromS < history.durationS; fromS += HOUR_S) {
    const observations = Array.from(
      historyLoopRows(history, fromS, fromS + HOUR_S),
      (row): Observation<"traffic"> => {
        const { deviceId, startS, flowVph: _flow, ...rest } = row;
        const ts = START + (startS + row.periodS) * 1000;
        return { kind: "traffic", deviceId, receivedAt: ts, reading: { ts, ...rest } };
      },
    );
    if (withVehicles) {
      for (const row of historySegmentRows(history, fromS, fromS + HOUR_S)) {
        references.takeSegmentFlow(row.segmentId, row.flowVph, START + (row.startS + row.periodS) * 1000);
      }
    }
    let tickAt = START + (fromS + history.loopIntervalS) * 1000;
    for (const observation of observations) {
      if (observation.reading.ts > tickAt) {
        health.tick(tickAt);
        tickAt = observation.reading.ts;
      }
      health.take(observation);
    }
    health.tick(tickAt);
    readings += observations.length;
    faults.push(...health.takeChanges());
  }
  return { faults, readings };
}

/** Faults that were found outside of the days on which their loop was made faulty. */
function falseFaults(faults: readonly SensorFault[]): SensorFault[] {
  return faults.filter(
    (fault) =>
      fault.endedAt === null &&
      !MADE_FAULTY.some(
        ({ deviceId, fromDay, toDay }) =>
          deviceId === fault.deviceId &&
          fault.foundAt >= START + fromDay * DAY_S * 1000 &&
          fault.foundAt <= START + (toDay * DAY_S + HOUR_S) * 1000,
      ),
  );
}

describe.each([
  { reference: "vehicles", withVehicles: true },
  { reference: "neighbouring loops", withVehicles: false },
])("sensor health over the 28 days of history, with $reference as reference", ({ withVehicles }) => {
  const { faults, readings } = play(withVehicles);
  it.each(MADE_FAULTY.filter(({ faultClass }) => faultClass !== null))(
    "finds within the hour that $deviceId is $faultClass",
    ({ deviceId, fromDay, faultClass }) => {
      const found = faults.find((fault) => fault.deviceId === deviceId && fault.faultClass === faultClass);
      expect(found).toBeDefined();
      const madeAt = START + fromDay * DAY_S * 1000;
      expect(found?.foundAt).toBeGreaterThanOrEqual(madeAt);
      expect(found?.foundAt).toBeLessThanOrEqual(madeAt + HOUR_S * 1000);
    },
  );

  it("raises no fault on a healthy loop", () => {
    expect(readings).toBeGreaterThan(1_000_000);
    expect(falseFaults(faults)).toEqual([]);
  });
});
