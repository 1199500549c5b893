import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { readCameraHistory } from "./camera/read-observations.ts";
import { writeCameraObservations } from "./camera/write-observations.ts";
import { readSensorHealthStates, writeSensorHealthStates } from "./fault/sensor-health-states.ts";
import { readParkingObservations } from "./parking/read-observations.ts";
import { writeParkingObservations } from "./parking/write-observations.ts";
import type { ObservationKey } from "./read-observations.ts";
import { replayObservations } from "./replay-observations.ts";
import { TRAFFIC_TABLE } from "./traffic/observation-table.ts";
import { readTrafficHistory, readTrafficObservations } from "./traffic/read-observations.ts";
import { readVehicleObservations } from "./traffic/read-vehicle-observations.ts";
import { writeTrafficObservations } from "./traffic/write-observations.ts";
import { writeVehicleObservations } from "./traffic/write-vehicle-observations.ts";

const START = Date.parse("2026-07-01T12:00:00.250Z");
const MINUTE_MS = 60_000;
const DAY = { fromMs: START - 3_600_000, toMs: START + 86_400_000 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("reading observations", () => {
  it("gives back each reading with exactly the fields that it was sent with", async () => {
    const reading = { ts: START, count: 12, periodS: 60, lane: 0 };
    await writeTrafficObservations(database.pool, [
      { kind: "traffic", deviceId: "back", receivedAt: START, reading },
    ]);
    const [row] = await readTrafficObservations(database.pool, { ...DAY, deviceId: "back", limit: 5 });
    expect(row?.reading).toEqual(reading);
  });

  it("replays readings in the order of their receipt, which it gives back to the microsecond", async () => {
    const receivedAt = [0.002, 0.001, 0.999].map((part) => START + part);
    await writeTrafficObservations(
      database.pool,
      receivedAt.map((at, n) => ({
        kind: "traffic" as const,
        deviceId: "loop",
        receivedAt: at,
        reading: { ts: START + n, count: n, periodS: 60 },
      })),
    );
    const seen: number[] = [];
    for await (const row of replayObservations(database.pool, TRAFFIC_TABLE, DAY)) {
      if (row.deviceId === "loop") seen.push(row.receivedAt);
    }
    expect(seen).toEqual(receivedAt.toSorted());
    const state = { deviceId: "loop", takenTo: START + 0.123, state: {} };
    await writeSensorHealthStates(database.pool, [state]);
    expect(await readSensorHealthStates(database.pool)).toEqual([state]);
  });

  it("pages through readings of one instant without losing or repeating one", async () => {
    const rows = Array.from({ length: 25 }, (_, index) => ({
      kind: "parking" as const,
      deviceId: `lot-${index % 2}`,
      receivedAt: START,
      reading: { ts: START + Math.floor(index / 10), bay: `bay ${index}`, isOccupied: index % 3 === 0 },
    }));
    await writeParkingObservations(database.pool, rows);
    const seen: string[] = [];
    let after: ObservationKey | undefined;
    for (;;) {
      const page = await readParkingObservations(database.pool, { ...DAY, limit: 4, after });
      seen.push(...page.map((row) => row.reading.bay ?? ""));
      after = page.at(-1)?.key;
      if (page.length < 4) break;
    }
    expect(seen.length).toBe(25);
    expect(new Set(seen).size).toBe(25);
  });

  it("pages through the positions of several feeds, feed by feed in the order of their time", async () => {
    const at = (deviceId: string, offsetMs: number, id: string) => ({
      kind: "vehicle" as const,
      deviceId,
      receivedAt: START,
      reading: { ts: START + offsetMs, id, lon: 11, lat: 54, speedKmh: 1 },
    });
    await writeVehicleObservations(database.pool, [
      at("feed-b", 0, "v1"),
      at("feed-a", 2000, "v2"),
      at("feed-a", 1000, "v2"),
      at("feed-a", 1000, "v1"),
    ]);
    const seen: string[] = [];
    let after: ObservationKey | undefined;
    for (;;) {
      const page = await readVehicleObservations(database.pool, { ...DAY, limit: 1, after });
      seen.push(...page.map((row) => `${row.deviceId} ${row.reading.id} ${row.reading.ts - START}`));
      after = page.at(-1)?.key;
      if (page.length === 0) break;
    }
    expect(seen).toEqual(["feed-a v1 1000", "feed-a v2 1000", "feed-a v2 2000", "feed-b v1 0"]);
  });

  it("pages through one device in the order of time", async () => {
    const reading = (minute: number) => ({ ts: START + minute * MINUTE_MS, flowVph: minute });
    const rows = [4, 2, 0, 1, 3].map((minute) => ({
      kind: "traffic" as const,
      deviceId: "paged",
      receivedAt: START,
      reading: reading(minute),
    }));
    await writeTrafficObservations(database.pool, rows);
    const first = await readTrafficObservations(database.pool, { ...DAY, deviceId: "paged", limit: 3 });
    const after = first.at(-1)?.key;
    const second = await readTrafficObservations(database.pool, {
      ...DAY,
      deviceId: "paged",
      limit: 3,
      after,
    });
    expect([...first, ...second].map((row) => row.reading.flowVph)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("reading a history", () => {
  const query = { deviceId: "hist", fromMs: START, toMs: START + 60 * MINUTE_MS, expectedIntervalS: 60 };

  it("gives readings as they are, and a gap as a gap", async () => {
    const rows = [0, 1, 2, 10].map((minute) => ({
      kind: "traffic" as const,
      deviceId: "hist",
      receivedAt: START,
      reading: { ts: START + minute * MINUTE_MS, count: 5 * minute, periodS: 60, speedKmh: 40 + minute },
    }));
    await writeTrafficObservations(database.pool, rows);
    const flow = await readTrafficHistory(database.pool, { ...query, channel: "flowVph", maxPoints: 100 });
    expect(flow.map((point) => point.value)).toEqual([0, 300, 600, null, 3000]);
    expect(flow[0]?.t).toBe(START);
  });

  it("averages more readings than asked for, speeds by the vehicles that passed", async () => {
    const speed = await readTrafficHistory(database.pool, { ...query, channel: "speedKmh", maxPoints: 2 });
    expect(speed).toEqual([{ t: START, value: (41 * 5 + 42 * 10 + 50 * 50) / 65 }]);
  });

  it("sums a camera's classes", async () => {
    await writeCameraObservations(database.pool, [
      {
        kind: "camera",
        deviceId: "cam",
        receivedAt: START,
        reading: { ts: START, counts: { car: 3, bus: 1 } },
      },
    ]);
    const total = { ...query, deviceId: "cam", channel: "total", maxPoints: 10 };
    expect(await readCameraHistory(database.pool, total)).toEqual([{ t: START, value: 4 }]);
  });

  it("refuses a channel that the table has not", async () => {
    const wrong = { ...query, channel: "constructor", maxPoints: 10 };
    await expect(readTrafficHistory(database.pool, wrong)).rejects.toThrow(RangeError);
  });
});
