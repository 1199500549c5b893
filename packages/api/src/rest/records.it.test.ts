import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture } from "@arterial/db/testing/city-fixture";
import { writeDeadLetters } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import { writeEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createRestFixture, type RestFixture } from "../testing/rest-fixture.ts";
import { metricAt } from "../testing/segment-metric.ts";

const START = Date.parse("2026-07-06T10:00:00.500Z");

let rest: RestFixture;
let api: RestFixture["api"];
let ask: RestFixture["ask"];
let get: RestFixture["get"];
let post: RestFixture["post"];
let walk: RestFixture["walk"];

beforeAll(async () => {
  rest = await createRestFixture();
  ({ api, ask, get, post, walk } = rest);
  const { pool } = api.services;
  await replaceCityNetwork(pool, createCityFixture());
  const letter = { receivedAt: START, topic: "city/v1/air/d-0", deviceId: "d-0", reason: "json" };
  await writeDeadLetters(pool, [
    { ...letter, payload: Buffer.from("{ä") },
    { ...letter, payload: Buffer.from([0xff]) },
    { ...letter, deviceId: "d-1", payload: Buffer.alloc(20_000, "ä") },
  ]);
  await seedAlarmsAndDays();
});
afterAll(() => rest.close());

async function seedAlarmsAndDays(): Promise<void> {
  const { pool } = api.services;
  const item = {
    severity: 1 as const,
    kind: "parking" as const,
    segmentIds: [],
    code: "parking.full",
    since: START,
    point: [11, 54.6] as [number, number],
    subject: { type: "device" as const, id: "d-2" },
    params: { place: "P1", percent: 96 },
  };
  await writeEpisodes(pool, START, {
    came: [
      { ...item, id: "a" },
      { ...item, id: "b" },
    ],
    left: [],
  });
  await writeEpisodes(pool, START + 60_000, { came: [{ ...item, id: "c" }], left: ["a"] });
  const quarter = 900_000;
  const first = Math.floor(START / quarter) * quarter;
  await writeSegmentMetrics(
    pool,
    900,
    [first, first + quarter, first - 3 * 86_400_000].map((startAt) => ({ ...metricAt(startAt), sizeS: 900 })),
  );
}

describe("GET /api/v1/dead-letters", () => {
  it("lists them newest first, for supervisors, by device", async () => {
    expect((await get("/dead-letters", "analyst")).status).toBe(403);
    const items = await walk("/dead-letters?device=d-0&limit=1", "supervisor");
    expect(items).toMatchObject([
      { reason: "json", payloadText: null, payloadBase64: "/w==", payloadBytes: 1 },
      { reason: "json", payloadText: "{ä" },
    ]);
    const { body } = await get("/dead-letters?device=d-1", "supervisor");
    expect(body.items[0].payloadText).toBe("ä".repeat(8192));
  });
});

describe("POST /api/v1/dead-letters/{id}/replay", () => {
  const corrected = { payloadText: '{"ts":1783332000500,"pm25":4}' };

  it("asks for a replay once, with an audit entry, and tells it with the letter", async () => {
    const first = await post("/dead-letters/2/replay", corrected);
    expect(first.body).toMatchObject({
      letterId: 2,
      state: "waiting",
      topic: "city/v1/air/d-0",
      isNew: true,
    });
    const again = await post("/dead-letters/2/replay", { payloadText: "something else" });
    expect(again.body).toMatchObject({ id: first.body.id, isNew: false });
    const { body } = await get("/dead-letters/2", "supervisor");
    expect(body).toMatchObject({ payloadBase64: "/w==", replayedAt: null, replay: { id: first.body.id } });
    const { rows } = await api.services.pool.query(
      "select actor_type, detail from audit_entry where action = 'dead_letter.replay' and subject_id = '2'",
    );
    expect(rows).toEqual([{ actor_type: "token", detail: { topic: "city/v1/air/d-0", isCorrected: true } }]);
  });

  it("does not find a letter that is deleted meanwhile", async () => {
    const { pool } = api.services;
    const { rows } = await pool.query(
      "insert into timeseries.dead_letter (topic, reason, payload) values ('city/v1/air/d-0', 'json', '') returning id",
    );
    const keeper = await pool.connect();
    await keeper.query("begin");
    await keeper.query("delete from timeseries.dead_letter where id = $1", [rows[0].id]);
    const replay = post(`/dead-letters/${rows[0].id}/replay`, corrected);
    await vi.waitFor(async () => {
      const waiting =
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      expect((await pool.query(waiting)).rowCount).toBe(1);
    }, 10_000);
    await keeper.query("commit");
    keeper.release();
    expect((await replay).status).toBe(404);
  });

  it("tells all of a letter that the list cuts", async () => {
    const { body } = await get("/dead-letters/3", "supervisor");
    expect(Buffer.from(body.payloadBase64, "base64").byteLength).toBe(20_000);
  });

  it("refuses who may not, what is not there, and what is no JSON or no topic", async () => {
    expect((await post("/dead-letters/1/replay", corrected, "analyst")).status).toBe(403);
    expect((await post("/dead-letters/999/replay", corrected)).status).toBe(404);
    expect((await post("/dead-letters/1/replay", [])).status).toBe(400);
    expect((await post("/dead-letters/1/replay", { topic: "city/v1/noise/d-0" })).status).toBe(400);
    expect((await post("/dead-letters/1/replay", { payloadBase64: "%" })).status).toBe(400);
    expect((await ask("/dead-letters/1/replay", "supervisor", { method: "POST", body: "{}" })).status).toBe(
      400,
    );
    expect((await get("/dead-letters/1/replay", "supervisor")).status).toBe(405);
  });
});

describe("GET /api/v1/alarms", () => {
  it("pages through what was abnormal, newest first, also where several were raised at once", async () => {
    const items = await walk("/alarms?limit=1");
    expect(items.map(({ id }) => id)).toEqual(["c", "b", "a"]);
    expect(items[2]).toEqual({
      id: "a",
      severity: 1,
      kind: "parking",
      code: "parking.full",
      params: { place: "P1", percent: 96 },
      raisedAt: "2026-07-06T10:00:00.500Z",
      clearedAt: "2026-07-06T10:01:00.500Z",
    });
    expect((await get("/alarms?isOpen=true")).body.items.map(({ id }: { id: string }) => id)).toEqual([
      "c",
      "b",
    ]);
  });
});

describe("GET /api/v1/reports", () => {
  it("sums up the days that there is traffic of, in the city's calendar, and skips those without", async () => {
    const items = await walk("/reports?limit=1");
    expect(items).toMatchObject([
      { day: "2026-07-06", kind: "traffic-day", vehicleKm: 2, vehicleHours: 0.1, speedKmh: 20, segments: 1 },
      { day: "2026-07-03", quarterHours: 1, observed: 1 },
    ]);
    expect(items[0]).toMatchObject({ quarterHours: 2 });
  });
});
