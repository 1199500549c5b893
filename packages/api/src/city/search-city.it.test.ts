import { setImmediate as nextTurn } from "node:timers/promises";
import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture } from "@arterial/db/testing/city-fixture";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiFixture, createApiFixture } from "../testing/api-fixture.ts";

const DEVICES = 30_000;

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
  const { pool } = api.services;
  await replaceCityNetwork(pool, createCityFixture());
  await pool.query(
    `insert into device (id, kind, name, lon, lat, expected_interval_s)
       select 'sensor-' || n, 'air', 'Sensor ' || n, 11, 54.6, 60 from generate_series(1, $1) n`,
    [DEVICES],
  );
});
afterAll(() => api.close());

it("a search among very many devices finds the one, and leaves others their turns meanwhile", async () => {
  const { city } = api.callerOf({ type: "token", id: "t", name: "t", role: "viewer" });
  const query = { query: `sensor ${DEVICES}`, limit: 3 };
  // The first search loads the index, which waits for the database anyway.
  expect((await city.search(query))[0]).toMatchObject({ type: "device", id: `sensor-${DEVICES}` });
  let isDone = false;
  const again = city.search(query).finally(() => {
    isDone = true;
  });
  const turnsMs: number[] = [];
  let usage = process.cpuUsage();
  while (!isDone) {
    await nextTurn();
    turnsMs.push(process.cpuUsage(usage).user / 1_000);
    usage = process.cpuUsage();
  }
  expect((await again)[0]).toMatchObject({ id: `sensor-${DEVICES}` });
  // Of six slices none is most of the work; waiting for the database is many turns of next to nothing.
  const work = turnsMs.filter((ms) => ms > 1);
  expect(Math.max(...work) / work.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(0.6);
});
