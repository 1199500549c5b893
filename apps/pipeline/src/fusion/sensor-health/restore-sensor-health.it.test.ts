import { createTestDatabase } from "@arterial/db/testing/test-database";
import { writeSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import type { Device } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { DEFAULT_FAULT_THRESHOLDS } from "@arterial/domain/quality/fault-thresholds";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import type { LogRecord } from "@arterial/streams/record";
import { expect, it, onTestFinished } from "vitest";
import { createLogPositions } from "../../log/log-positions.ts";
import { createStoreRows } from "../../sinks/store-rows.ts";
import { restoreSensorHealth } from "./restore-sensor-health.ts";
import { watchLoops } from "./testing/watch-loops.ts";

const START = Date.parse("2026-06-01T07:00:00Z");
const S = 1_000;
const LOOP = { id: "loop", kind: "traffic", lane: 0, expectedIntervalS: 10 } as Device;

/** A loop that is locked on is found within two minutes. */
const THRESHOLDS = {
  ...DEFAULT_FAULT_THRESHOLDS,
  traffic: {
    ...DEFAULT_FAULT_THRESHOLDS.traffic,
    lockedOn: {
      enter: { seconds: 120, intervals: 0, readings: 3 },
      leave: { seconds: 60, intervals: 0, readings: 3 },
      occupancy: 0.7,
      clearOccupancy: 0.6,
    },
  },
};

/** The loop is locked on, well, and locked on again, for eight minutes each: within what is read back. */
const readings = Array.from({ length: 3 * 48 }, (_, n): Observation<"traffic"> => {
  const ts = START + n * 10 * S;
  const isLocked = Math.floor(n / 48) !== 1;
  const values = isLocked ? { count: 0, occupancy: 1 } : { count: n % 4, occupancy: 0.1, speedKmh: 40 };
  return {
    kind: "traffic",
    deviceId: LOOP.id,
    receivedAt: ts + 300,
    reading: { ts, periodS: 10, ...values },
  };
});

const watch = () => watchLoops([LOOP], { startedAt: START, thresholds: THRESHOLDS });

it.each([
  ["all of its readings", readings.length],
  ["those before the fault that is open", 96],
])("trusts what it did before, though the sensor was not saved: stored are %s", async (_what, stored) => {
  const undisturbed = watch();
  for (const reading of readings) undisturbed.take(reading);
  const isTrusted = ({ receivedAt, reading }: Observation<"traffic">) =>
    undisturbed.isTrustedAt(LOOP.id, { ts: reading.ts, receivedAt });
  const trusted = readings.map(isTrusted);
  const open = undisturbed.current();
  expect(open).toMatchObject([{ faultClass: "locked_on", endedAt: null }] satisfies Partial<SensorFault>[]);

  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const { pool } = database;
  const storeRows = createStoreRows(pool, createLogPositions("sink", { log: { isKept: false } }));
  await storeRows(
    readings.slice(0, stored).map(
      (value, offset): LogRecord<Observation> => ({
        ...{ topic: "traffic-data", partition: 0, offset, key: LOOP.id, value },
        timestampMs: value.reading.ts,
      }),
    ),
  );
  await writeSensorFaults(pool, open);

  const health = watch();
  const nowMs = readings.at(-1)?.receivedAt ?? 0;
  await restoreSensorHealth({ pool, health, devices: [LOOP], nowMs });
  // What is not stored yet comes again.
  for (const reading of readings.slice(stored)) health.take(reading);
  const trustedAfter = readings.map(({ receivedAt, reading }) =>
    health.isTrustedAt(LOOP.id, { ts: reading.ts, receivedAt }),
  );
  expect(trustedAfter).toEqual(trusted);
  expect(health.current()).toEqual(open);
});
