import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readOpenSensorFaults, readSensorFaults, writeSensorFaults } from "./sensor-faults.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const RANGE = { fromMs: NOW - 3_600_000, toMs: NOW + 3_600_000, limit: 10 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function fault(deviceId: string, foundAt: number): SensorFault {
  return {
    deviceId,
    kind: "traffic",
    faultClass: "locked_on",
    since: foundAt - 600_000,
    foundAt,
    endedAt: null,
    evidence: {
      findings: [{ quantity: "occupancy", value: 1, limit: 0.95, relation: "above" }],
      windowS: 600,
      readings: 11,
    },
  };
}

it("a fault is one row from being found to its end, and is read back as it was", async () => {
  const [a, b, c] = [fault("a", NOW), fault("b", NOW), fault("c", NOW + 1)];
  await writeSensorFaults(database.pool, [a, b, c]);
  await writeSensorFaults(database.pool, [{ ...b, endedAt: NOW + 5_000 }]);
  expect(await readOpenSensorFaults(database.pool)).toEqual([a, c]);
  expect(await readSensorFaults(database.pool, { ...RANGE, deviceId: "b" })).toEqual([
    { ...b, endedAt: NOW + 5_000 },
  ]);
  const page = await readSensorFaults(database.pool, { ...RANGE, limit: 2 });
  expect(page.map(({ deviceId }) => deviceId)).toEqual(["c", "b"]);
  const rest = await readSensorFaults(database.pool, { ...RANGE, after: [NOW, "b", "locked_on"] });
  expect(rest.map(({ deviceId }) => deviceId)).toEqual(["a"]);
  expect(await readSensorFaults(database.pool, { ...RANGE, isOpen: false })).toHaveLength(1);
});

it("tells a fault as of a moment before its end as open", async () => {
  const ended = { ...fault("d", NOW), endedAt: NOW + 5_000 };
  await writeSensorFaults(database.pool, [ended]);
  const at = (atMs: number, isOpen?: boolean) =>
    readSensorFaults(database.pool, { ...RANGE, deviceId: "d", atMs, isOpen });
  expect(await at(NOW + 4_999)).toEqual([{ ...ended, endedAt: null }]);
  expect([await at(NOW + 4_999, true), await at(NOW + 4_999, false)].map(({ length }) => length)).toEqual([
    1, 0,
  ]);
  expect(await at(NOW + 5_000)).toEqual([ended]);
  expect([await at(NOW + 5_000, true), await at(NOW + 5_000, false)].map(({ length }) => length)).toEqual([
    0, 1,
  ]);
});
