import { upsertDevices } from "@arterial/db/city/write-devices";
import { createTestDatabase } from "@arterial/db/testing/test-database";
import { expect, it, onTestFinished } from "vitest";
import { createDeviceRowsReader } from "./read-device-rows.ts";

const LOOP = {
  id: "loop-1",
  kind: "traffic",
  name: "Loop",
  lon: 11,
  lat: 54.6,
  expectedIntervalS: 60,
} as const;

it("gives the same rows until something of a device changes, be it its password", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const { pool } = database;
  await upsertDevices(pool, [LOOP]);
  const read = createDeviceRowsReader(pool);
  const first = await read();
  expect(first.devices.map(({ id }) => id)).toEqual(["loop-1"]);
  expect(await read()).toBe(first);

  const changes = [
    "update device set expected_interval_s = 30",
    "update device set password_hash = 'other'",
    "update device set is_active = false",
  ];
  let before = first;
  for (const change of changes) {
    await pool.query(change);
    const rows = await read();
    expect(rows).not.toBe(before);
    before = rows;
  }
  expect(before).toEqual({
    devices: [],
    accounts: [{ id: "loop-1", kind: "traffic", isActive: false, passwordHash: "other" }],
  });
});
