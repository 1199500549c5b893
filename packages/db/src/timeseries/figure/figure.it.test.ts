import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readCityFigures, writeCityFigures } from "./city-figures.ts";
import { readFigureProfile, replaceFigureProfile } from "./figure-profile.ts";

const MINUTE = Date.parse("2026-07-01T12:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("city figures in the database", () => {
  it("keep the last value of a minute, and that a value was missing", async () => {
    const base = {
      used: 3,
      total: 5,
      detail: { category: "good" },
      shares: { observed: 0.6, imputed: 0, suspect: 0.2 },
    };
    await writeCityFigures(database.pool, MINUTE, [{ id: "air", value: 40, ...base }]);
    await writeCityFigures(database.pool, MINUTE, [{ id: "air", value: 41, ...base }]);
    await writeCityFigures(database.pool, MINUTE + 60_000, [{ id: "air", value: null, ...base }]);
    const points = await readCityFigures(database.pool, { fromMs: MINUTE, toMs: MINUTE + 120_000 });
    expect(points).toEqual([
      { figure: "air", t: MINUTE, value: 41 },
      { figure: "air", t: MINUTE + 60_000, value: null },
    ]);
  });

  it("have a profile by hour of the week, which is replaced figure by figure", async () => {
    const entry = { figure: "air", p15: 20, p50: 30, p85: 45 };
    await replaceFigureProfile(database.pool, [
      { ...entry, hourOfWeek: 8 },
      { ...entry, hourOfWeek: 9, p50: 31 },
    ]);
    expect(await readFigureProfile(database.pool, 9)).toEqual([{ ...entry, p50: 31 }]);
    await replaceFigureProfile(database.pool, [{ ...entry, figure: "delay", hourOfWeek: 9 }]);
    expect(await readFigureProfile(database.pool, 9)).toHaveLength(2);
    await replaceFigureProfile(database.pool, [
      { ...entry, hourOfWeek: 8 },
      { ...entry, figure: "delay", hourOfWeek: 8 },
    ]);
    expect(await readFigureProfile(database.pool, 9)).toEqual([]);
  });
});
