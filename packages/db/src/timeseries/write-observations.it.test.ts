import type { Observation } from "@arterial/domain/observation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../pool.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { writeAirObservations } from "./air/write-observations.ts";
import { writeCameraObservations } from "./camera/write-observations.ts";
import { readLatestObservations } from "./latest/read-latest.ts";
import { writeParkingObservations } from "./parking/write-observations.ts";
import { appendTrafficObservations, writeTrafficObservations } from "./traffic/write-observations.ts";
import { writeVehicleObservations } from "./traffic/write-vehicle-observations.ts";
import { writeWeatherObservations } from "./weather/write-observations.ts";

const NOW = Date.parse("2026-07-01T12:00:00.123Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function loop(deviceId: string, ts: number, extra: Partial<Observation<"traffic">["reading"]> = {}) {
  return { kind: "traffic", deviceId, receivedAt: ts + 5, reading: { ts, flowVph: 600, ...extra } } as const;
}

describe("writing observations", () => {
  it("stores a reading once, however often it comes", async () => {
    const rows = [loop("once", NOW), loop("once", NOW + 1000)];
    expect(await writeTrafficObservations(database.pool, rows)).toBe(2);
    expect(await writeTrafficObservations(database.pool, [...rows, loop("once", NOW + 2000)])).toBe(1);
    expect(
      await writeTrafficObservations(database.pool, [loop("once", NOW + 3000), loop("once", NOW + 3000)]),
    ).toBe(1);
  });

  it("tells readings of one instant apart by lane and by running number", async () => {
    const rows = [
      loop("apart", NOW),
      loop("apart", NOW, { lane: 0 }),
      loop("apart", NOW, { lane: 1 }),
      loop("apart", NOW, { seq: 7 }),
      loop("apart", NOW, { seq: 8 }),
    ];
    expect(await writeTrafficObservations(database.pool, rows)).toBe(5);
    expect(await writeTrafficObservations(database.pool, rows)).toBe(0);
  });

  it("keeps values and times exactly", async () => {
    const reading = { ts: NOW, seq: 9_007_199_254_740_991, speedKmh: 47.123456789, occupancy: 0.1 };
    await writeTrafficObservations(database.pool, [
      { kind: "traffic", deviceId: "exact", receivedAt: NOW + 1, reading },
    ]);
    const { rows } = await database.pool.query(
      "select ts, received_at, seq, speed_kmh, occupancy, flow_vph, lane from timeseries.traffic_observation where device_id = 'exact'",
    );
    expect(rows).toEqual([
      {
        ts: new Date(NOW),
        received_at: new Date(NOW + 1),
        seq: 9_007_199_254_740_991,
        speed_kmh: 47.123456789,
        occupancy: 0.1,
        flow_vph: null,
        lane: -1,
      },
    ]);
  });

  it("moves the latest reading forward in time only", async () => {
    await writeTrafficObservations(database.pool, [
      loop("latest", NOW + 1000, { flowVph: 2 }),
      loop("latest", NOW),
    ]);
    await writeTrafficObservations(database.pool, [loop("latest", NOW - 5000, { flowVph: 3, seq: 1 })]);
    expect(await readLatestObservations(database.pool, ["latest"])).toEqual([
      { id: "latest", kind: "traffic", ts: NOW + 1000, receivedAt: NOW + 1005, values: { flowVph: 2 } },
    ]);
  });

  it("keeps a car park's totals as its latest reading while bays come in, and a bay while there is nothing else", async () => {
    const park = (deviceId: string, reading: Observation<"parking">["reading"]) =>
      ({ kind: "parking", deviceId, receivedAt: NOW, reading }) as const;
    const write = (rows: readonly Observation<"parking">[]) => writeParkingObservations(database.pool, rows);
    const latest = () => readLatestObservations(database.pool, ["bays", "mixed"]);
    const bay = (ts: number) => ({ ts, bay: "A1", isOccupied: true });
    await write([
      park("mixed", { ts: NOW, occupied: 97, capacity: 100 }),
      park("mixed", bay(NOW)),
      park("bays", bay(NOW)),
    ]);
    await write([park("mixed", bay(NOW + 1_000)), park("bays", bay(NOW + 1_000))]);
    expect(await latest()).toMatchObject([
      { id: "bays", ts: NOW + 1_000, values: { bay: "A1" } },
      { id: "mixed", ts: NOW, values: { occupied: 97, capacity: 100 } },
    ]);
    await write([park("bays", { ts: NOW + 500, occupied: 3 })]);
    expect(await latest()).toMatchObject([{ id: "bays", values: { occupied: 3 } }, { id: "mixed" }]);
  });

  it("stores all six kinds, with text that needs escaping", async () => {
    const at = { receivedAt: NOW, deviceId: "kinds" };
    const label = 'b"\\{}, NULL\u001e';
    const written = [
      await writeVehicleObservations(database.pool, [
        {
          ...at,
          kind: "vehicle",
          reading: { ts: NOW, id: label, lon: 11, lat: 54, speedKmh: 3, segmentId: "s" },
        },
        { ...at, kind: "vehicle", reading: { ts: NOW, id: "NULL", lon: 11, lat: 54, speedKmh: 3 } },
      ]),
      await writeAirObservations(database.pool, [
        { ...at, kind: "air", reading: { ts: NOW, pm25: 12.5, co: 0.4 } },
      ]),
      await writeParkingObservations(database.pool, [
        { ...at, kind: "parking", reading: { ts: NOW, bay: label, isOccupied: true } },
        { ...at, kind: "parking", reading: { ts: NOW, occupied: 3, capacity: 10 } },
      ]),
      await writeWeatherObservations(database.pool, [
        { ...at, kind: "weather", reading: { ts: NOW, windMs: 4 } },
      ]),
      await writeCameraObservations(database.pool, [
        { ...at, kind: "camera", reading: { ts: NOW, counts: { [label]: 2, truck: 1 }, stopped: 0 } },
      ]),
    ];
    expect(written).toEqual([2, 1, 2, 1, 1]);
    const { rows } = await database.pool.query(
      "select counts from timeseries.camera_observation where device_id = 'kinds'",
    );
    expect(rows).toEqual([{ counts: { [label]: 2, truck: 1 } }]);
    const [latest] = await readLatestObservations(database.pool, ["kinds"]);
    expect(latest?.values).toEqual({ counts: { [label]: 2, truck: 1 }, stopped: 0 });
    const bays = await database.pool.query(
      "select bay from timeseries.parking_observation where device_id = 'kinds' order by bay",
    );
    expect(bays.rows).toEqual([{ bay: "" }, { bay: label }]);
  });

  it("appends what is new, and nothing of a transaction that holds a stored reading", async () => {
    const append = (rows: readonly Observation<"traffic">[]) =>
      inTransaction(database.pool, (client) => appendTrafficObservations(client, rows));
    expect(await append([loop("appended", NOW), loop("appended", NOW + 1000)])).toBe(2);
    await expect(append([loop("appended", NOW + 2000), loop("appended", NOW)])).rejects.toMatchObject({
      code: "23505",
    });
    const { rows } = await database.pool.query(
      "select count(*)::int as stored from timeseries.traffic_observation where device_id = 'appended'",
    );
    expect(rows).toEqual([{ stored: 2 }]);
    expect(await readLatestObservations(database.pool, ["appended"])).toEqual([
      { id: "appended", kind: "traffic", ts: NOW + 1000, receivedAt: NOW + 1005, values: { flowVph: 600 } },
    ]);
  });

  it("updates the latest readings within their pages, without touching an index", async () => {
    const batchAt = (ts: number) => Array.from({ length: 500 }, (_, n) => loop(`in-place-${n}`, ts));
    const append = (ts: number) =>
      inTransaction(database.pool, async (client) => {
        const count = async () => {
          const { rows } = await client.query<{ updated: number; inPlace: number }>(
            `select pg_stat_get_xact_tuples_updated(id)::int as updated,
                    pg_stat_get_xact_tuples_hot_updated(id)::int as "inPlace"
               from (select 'timeseries.latest_observation'::regclass::oid as id) as latest`,
          );
          return rows[0] ?? { updated: 0, inPlace: 0 };
        };
        const before = await count();
        await appendTrafficObservations(client, batchAt(ts));
        const after = await count();
        return { updated: after.updated - before.updated, inPlace: after.inPlace - before.inPlace };
      });
    await append(NOW);
    for (const second of [1, 2, 3])
      expect(await append(NOW + second * 1_000)).toEqual({ updated: 500, inPlace: 500 });
  });
});
