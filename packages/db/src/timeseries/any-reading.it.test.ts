import { DEVICE_KINDS, type DeviceKind } from "@arterial/domain/device-kind";
import { type Observation, READING_SCHEMAS } from "@arterial/domain/observation";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type PoolClient, type Queryable } from "../pool.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { readAirObservations } from "./air/read-observations.ts";
import { appendAirObservations, writeAirObservations } from "./air/write-observations.ts";
import { readCameraObservations } from "./camera/read-observations.ts";
import { appendCameraObservations, writeCameraObservations } from "./camera/write-observations.ts";
import { readParkingObservations } from "./parking/read-observations.ts";
import { appendParkingObservations, writeParkingObservations } from "./parking/write-observations.ts";
import type { ObservationQuery, StoredObservation } from "./read-observations.ts";
import { readTrafficObservations } from "./traffic/read-observations.ts";
import { readVehicleObservations } from "./traffic/read-vehicle-observations.ts";
import { appendTrafficObservations, writeTrafficObservations } from "./traffic/write-observations.ts";
import { appendVehicleObservations, writeVehicleObservations } from "./traffic/write-vehicle-observations.ts";
import { readWeatherObservations } from "./weather/read-observations.ts";
import { appendWeatherObservations, writeWeatherObservations } from "./weather/write-observations.ts";

type Write<K extends DeviceKind> = (client: PoolClient, rows: readonly Observation<K>[]) => Promise<number>;
type Read = (db: Queryable, query: ObservationQuery) => Promise<StoredObservation[]>;

const MODES = ["merge", "append"] as const;
const WRITERS: { [K in DeviceKind]: Record<(typeof MODES)[number], Write<K>> } = {
  traffic: { merge: writeTrafficObservations, append: appendTrafficObservations },
  vehicle: { merge: writeVehicleObservations, append: appendVehicleObservations },
  air: { merge: writeAirObservations, append: appendAirObservations },
  parking: { merge: writeParkingObservations, append: appendParkingObservations },
  weather: { merge: writeWeatherObservations, append: appendWeatherObservations },
  camera: { merge: writeCameraObservations, append: appendCameraObservations },
};
const READERS: Record<DeviceKind, Read> = {
  traffic: readTrafficObservations,
  vehicle: readVehicleObservations,
  air: readAirObservations,
  parking: readParkingObservations,
  weather: readWeatherObservations,
  camera: readCameraObservations,
};

const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.nat(100_000),
);
const text = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
  fc.constantFrom("NULL", "\\", '"', "{}", "\u0000", "\ud800", "-1"),
);
const FIELDS: Record<DeviceKind, Record<string, fc.Arbitrary<unknown>>> = {
  traffic: {
    flowVph: number,
    count: fc.nat(),
    periodS: number,
    speedKmh: number,
    occupancy: number,
    lane: fc.nat(20),
  },
  vehicle: { id: text, lon: number, lat: number, speedKmh: number, headingDeg: number, segmentId: text },
  air: { pm25: number, pm10: number, no2: number, o3: number, so2: number, co: number },
  parking: { occupied: fc.nat(), capacity: fc.nat(), bay: text, isOccupied: fc.boolean() },
  weather: {
    temperatureC: number,
    relativeHumidity: number,
    windMs: number,
    windDeg: number,
    pressureHpa: number,
  },
  camera: { counts: fc.dictionary(text, fc.nat(), { maxKeys: 4 }), speedKmh: number, stopped: fc.nat() },
};
const LATEST_TS = Date.parse("2100-01-01T00:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Readings that the pipeline's door accepts, of all that could be sent. */
function acceptedReadings<K extends DeviceKind>(kind: K, prefix: string): Observation<K>[] {
  const sent = fc.record(
    {
      ts: fc.maxSafeNat().map((ms) => ms % LATEST_TS),
      seq: fc.option(fc.maxSafeNat(), { nil: undefined }),
      ...FIELDS[kind],
    },
    { requiredKeys: ["ts"] },
  );
  const accepted = fc.sample(sent, { numRuns: 4_000, seed: 42 }).flatMap((value) => {
    const parsed = READING_SCHEMAS[kind].safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
  // The schema of kind K yields its readings.
  return accepted.map(
    (reading, index) => ({ kind, deviceId: `${prefix}-${index}`, receivedAt: 0, reading }) as Observation<K>,
  );
}

describe.each(DEVICE_KINDS)("every %s reading that the door accepts", (kind) => {
  it.each(MODES)("can be stored by %s, and comes back as it was", async (mode) => {
    const rows = acceptedReadings(kind, mode).slice(0, 400);
    expect(rows.length).toBeGreaterThan(50);
    // biome-ignore lint/suspicious/noExplicitAny: a writer takes rows of its own kind, which is what these are
    const write = WRITERS[kind][mode] as Write<any>;
    expect(await inTransaction(database.pool, (client) => write(client, rows))).toBe(rows.length);
    const stored = await READERS[kind](database.pool, {
      fromMs: 0,
      toMs: LATEST_TS + 1,
      limit: rows.length * 2 + 1,
    });
    const storedByDevice = new Map(stored.map((row) => [row.deviceId, row.reading]));
    for (const { deviceId, reading } of rows) expect(storedByDevice.get(deviceId)).toEqual(defined(reading));
  });
});

/** The reading without absent fields; a negative zero is zero. */
function defined(reading: object): object {
  const given = Object.entries(reading).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([field, value]) => [field, value === 0 ? 0 : value]));
}
