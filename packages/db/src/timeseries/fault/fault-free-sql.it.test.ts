import type { Observation } from "@arterial/domain/observation";
import type { FaultClass } from "@arterial/domain/quality/fault-class";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPool } from "../../pool.ts";
import { asRole, createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readAirHourlyMeans } from "../air/read-hourly-means.ts";
import { readStationHours } from "../air/read-station-hours.ts";
import { writeAirObservations } from "../air/write-observations.ts";
import { readParkingFigureHistory } from "../figure/compute-figure-history.ts";
import { writeParkingObservations } from "../parking/write-observations.ts";
import { computeDeviceProfiles } from "../profile/compute-device-profiles.ts";
import { writeSensorFaults } from "./sensor-faults.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Wednesday, 12:00 UTC: hour 60 of the week. */
const START = Date.parse("2026-07-01T12:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function addFault(
  deviceId: string,
  faultClass: FaultClass,
  [since, endedAt]: [number, number | null],
): Promise<void> {
  await writeSensorFaults(database.pool, [
    {
      deviceId,
      kind: "air",
      faultClass,
      since,
      foundAt: since + 3 * MINUTE,
      endedAt,
      evidence: {
        findings: [{ quantity: "pm25", value: 5_000, limit: 1_000, relation: "above" }],
        windowS: 120,
        readings: 3,
      },
    },
  ]);
}

/** A reading a minute: 5,000 µg/m³ from minute 30 on, and 10 µg/m³ before that and from minute 150 on. */
async function addStation(deviceId: string): Promise<void> {
  const rows = Array.from({ length: 240 }, (_, minute): Observation<"air"> => {
    const ts = START + minute * MINUTE;
    const pm25 = minute >= 30 && minute < 150 ? 5_000 : 10;
    return { kind: "air", deviceId, receivedAt: ts, reading: { ts, pm25 } };
  });
  await writeAirObservations(database.pool, rows);
}

const meansOf = async (deviceId: string) =>
  (await readAirHourlyMeans(database.pool, START))
    .filter((hour) => hour.deviceId === deviceId)
    .map(({ startAt, pm25 }) => [(startAt - START) / HOUR, pm25]);

it("hourly means of a station leave out what was measured under a fault, open or ended", async () => {
  await addStation("ended");
  await addFault("ended", "high_value", [START + 30 * MINUTE, START + 150 * MINUTE]);
  await addStation("open");
  await addFault("open", "stuck", [START + 30 * MINUTE, null]);
  expect(await meansOf("ended")).toEqual([
    [0, 10],
    [2, 10],
    [3, 10],
  ]);
  expect(await meansOf("open")).toEqual([[0, 10]]);
  const range = { deviceId: "ended", fromMs: START, toMs: START + 4 * HOUR };
  const web = createPool({ url: asRole(database.url, "arterial_web"), applicationName: "test" });
  const hours = await readStationHours(web, range);
  await web.end();
  expect(hours.map(({ startAt, pm25 }) => [(startAt - START) / HOUR, pm25])).toEqual([
    [0, 10],
    [2, 10],
    [3, 10],
  ]);
});

it("silence and a wrong clock say nothing against what was measured, nor does another sensor's fault", async () => {
  await addStation("silent");
  await addFault("silent", "no_data", [START, null]);
  await addFault("silent", "clock_skew", [START, null]);
  await addFault("other", "high_value", [START, null]);
  expect(await meansOf("silent")).toHaveLength(4);
});

it("what is typical for a device and for the city leaves it out too", async () => {
  await addStation("typical");
  await addFault("typical", "high_value", [START + 30 * MINUTE, START + 150 * MINUTE]);
  const profile = { kind: "air", timeZone: "UTC", sinceMs: START } as const;
  await computeDeviceProfiles(database.pool, { ...profile, deviceIds: ["typical"] });
  const { rows } = await database.pool.query(
    "select hour_of_week, p85, samples from timeseries.device_profile where device_id = 'typical' order by 1",
  );
  expect(rows).toEqual([
    { hour_of_week: 60, p85: 10, samples: 30 },
    { hour_of_week: 62, p85: 10, samples: 30 },
    { hour_of_week: 63, p85: 10, samples: 60 },
  ]);

  const park = (occupied: number, minute: number): Observation<"parking"> => {
    const ts = START + minute * MINUTE;
    return { kind: "parking", deviceId: "park", receivedAt: ts, reading: { ts, occupied, capacity: 50 } };
  };
  await writeParkingObservations(database.pool, [park(20, 0), park(400, 1), park(400, 2), park(22, 3)]);
  await addFault("park", "high_value", [START + MINUTE, START + 3 * MINUTE]);
  expect(await readParkingFigureHistory(database.pool, START)).toEqual([
    { figure: "parking", t: START, value: 29 },
  ]);
});
