import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { upsertDevices } from "@arterial/db/city/write-devices";
import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { writeAirObservations } from "@arterial/db/timeseries/air/write-observations";
import { writeDeadLetters } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import { writeSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import { writeAnomalies } from "@arterial/db/timeseries/traffic/anomalies";
import { writeBottlenecks } from "@arterial/db/timeseries/traffic/bottlenecks";
import { writeQueues } from "@arterial/db/timeseries/traffic/queues";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import { writeVehicleObservations } from "@arterial/db/timeseries/traffic/write-vehicle-observations";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import type { Anomaly } from "@arterial/domain/traffic/anomaly";
import type { Bottleneck } from "@arterial/domain/traffic/bottleneck";
import type { Queue } from "@arterial/domain/traffic/queue";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRestFixture, type RestAnswerSeen, type RestFixture } from "../testing/rest-fixture.ts";
import { metricAt } from "../testing/segment-metric.ts";
import { REST_ROUTES } from "./routes.ts";

let rest: RestFixture;
let api: RestFixture["api"];
let get: RestFixture["get"];
let post: RestFixture["post"];
let walk: RestFixture["walk"];

beforeAll(async () => {
  rest = await createRestFixture();
  ({ api, get, post, walk } = rest);
  await seed();
});
afterAll(() => rest.close());

const START = Date.parse("2026-07-06T10:00:00.500Z");

async function seed(): Promise<void> {
  const { pool } = api.services;
  await replaceCityNetwork(pool, createCityFixture());
  const kinds = ["air", "air", "parking"] as const;
  await upsertDevices(
    pool,
    kinds.map((kind, index) => createDeviceFixture({ id: `d-${index}`, kind })),
  );
  const rows = Array.from({ length: 25 }, (_, index) => ({
    kind: "air" as const,
    deviceId: `d-${index % 2}`,
    receivedAt: START + index,
    reading: { ts: START + Math.floor(index / 2) * 1000, pm25: index, ...(index === 0 ? { seq: 7 } : {}) },
  }));
  await writeAirObservations(pool, rows);
  const reading = { ts: START, id: "v1", lon: 11, lat: 54.6, speedKmh: 31.5 };
  await writeVehicleObservations(pool, [{ kind: "vehicle", deviceId: "fleet", receivedAt: START, reading }]);
  const letter = { receivedAt: START, topic: "city/v1/air/d-0", deviceId: "d-0", reason: "json" };
  await writeDeadLetters(pool, [
    { ...letter, payload: Buffer.from("{ä") },
    { ...letter, payload: Buffer.from([0xff]) },
    { ...letter, deviceId: "d-1", payload: Buffer.alloc(20_000, "ä") },
  ]);
  await writeSensorFaults(
    pool,
    [0, 1, 2].map((index) => faultAt(START + index * 1000, index === 0 ? START + 5_000 : null)),
  );
  await writeQueues(pool, [queueAt(START), queueAt(START + 60_000)]);
  await writeBottlenecks(pool, [bottleneckAt(START)]);
  await writeAnomalies(pool, [anomalyAt(START)]);
  await writeSegmentMetrics(
    pool,
    300,
    [0, 1, 2].map((index) => metricAt(START - 500 - index * 300_000)),
  );
}

function faultAt(foundAt: number, endedAt: number | null): SensorFault {
  return {
    deviceId: "d-0",
    kind: "air",
    faultClass: "stuck",
    since: foundAt - 600_000,
    foundAt,
    endedAt,
    evidence: {
      findings: [{ quantity: "unchangedS", value: 600, limit: 600, relation: "above" }],
      windowS: 600,
      readings: 11,
    },
  };
}

function queueAt(startedAt: number): Queue {
  return {
    id: `mint-01-${startedAt}`,
    place: "Mint Street",
    startedAt,
    peakAt: startedAt,
    peakLengthM: 320,
    peakVehicles: 40,
    delayVehH: 3,
    endedAt: null,
    end: null,
    mergedInto: null,
    splitFrom: null,
    state: {
      at: startedAt + 60_000,
      headSegmentId: "mint-01",
      headPoint: [11, 54.6],
      tailSegmentId: "mint-01",
      tailPoint: [11, 54.6],
      path: ["mint-01"],
      segmentIds: ["mint-01"],
      lengthM: 320,
      growthMPerMin: 40,
      vehicles: 40,
      speedKmh: 8,
      ratio: 0.2,
      delayVehH: 1,
      isSevere: true,
      isUnusual: true,
    },
  };
}

function bottleneckAt(startedAt: number): Bottleneck {
  return {
    id: "b-1",
    rule: "urban-scaled",
    place: "Mint Street",
    upstreamSegmentId: "mint-01",
    downstreamSegmentId: "mint-02",
    startedAt,
    lastAt: startedAt + 1_500_000,
    endedAt: null,
    durationS: 1_500,
    extentM: 320,
    delayVehH: 4,
  };
}

function anomalyAt(startedAt: number): Anomaly {
  return {
    segmentId: "mint-01",
    reason: "speed_below_typical",
    startedAt,
    endedAt: null,
    peakScore: -7,
    score: -5,
    value: 8,
    median: 28,
    mad: 2,
  };
}

describe("GET /api/v1/observations", () => {
  it("pages through all readings of a kind, each with what it was sent with", async () => {
    const items = await walk("/observations?kind=air&limit=4");
    expect(items.length).toBe(25);
    expect(new Set(items.map((item) => item.pm25)).size).toBe(25);
    expect(items[0]).toEqual({
      device: "d-0",
      kind: "air",
      ts: "2026-07-06T10:00:00.500Z",
      receivedAt: "2026-07-06T10:00:00.500Z",
      isLate: false,
      seq: 7,
      pm25: 0,
    });
  });

  it("takes a device and a range in either way of writing instants", async () => {
    const { body } = await get(
      `/observations?kind=air&device=d-1&from=${START + 1000}&to=2026-07-06T12:00:03.500%2B02:00`,
    );
    expect(body.items.map((item: { pm25: number }) => item.pm25)).toEqual([3, 5]);
    expect(body.nextCursor).toBeNull();
  });

  it.each([
    "/observations",
    "/observations?kind=rail",
    "/observations?kind=air&limit=0",
    "/observations?kind=air&limit=5000",
    "/observations?kind=air&from=yesterday",
    "/observations?kind=air&cursor=xyz",
    "/observations?kind=air&cursor=WyJhIl0",
    "/segments/mint-01/metrics?sizeS=7",
  ])("refuses %s with the code invalid_input", async (path) => {
    expect(await get(path)).toMatchObject({ status: 400, body: { error: { code: "invalid_input" } } });
  });

  it("shows where single vehicles were to analysts only", async () => {
    expect((await get("/observations?kind=vehicle", "viewer")).status).toBe(403);
    const { body } = await get("/observations?kind=vehicle", "analyst");
    expect(body.items).toMatchObject([{ device: "fleet", kind: "vehicle", id: "v1", speedKmh: 31.5 }]);
  });
});

describe("GET /api/v1/devices", () => {
  it("pages by id, by kind, and has one by its id", async () => {
    expect((await walk("/devices?limit=1")).map((device) => device.id)).toEqual(["d-0", "d-1", "d-2"]);
    expect((await get("/devices?kind=parking")).body.items).toMatchObject([
      { id: "d-2", latest: null, health: "offline" },
    ]);
    const { body } = await get("/devices/d-0");
    expect(body).toMatchObject({
      id: "d-0",
      kind: "air",
      latest: { ts: "2026-07-06T10:00:12.500Z", values: { pm25: 24 } },
    });
    expect((await get("/devices/none")).status).toBe(404);
  });
});

describe("GET /api/v1/segments", () => {
  it("lists the segments and pages through the windows of one", async () => {
    expect((await walk("/segments?limit=2")).map((segment) => segment.id)).toEqual([
      "harbour-01",
      "harbour-02",
      "mint-01",
    ]);
    const metrics = await walk("/segments/mint-01/metrics?limit=1");
    expect(metrics.map((metric) => metric.startAt)).toEqual([
      "2026-07-06T09:50:00.000Z",
      "2026-07-06T09:55:00.000Z",
      "2026-07-06T10:00:00.000Z",
    ]);
    expect((await get("/segments/none/metrics")).body.error.code).toBe("not_found");
  });
});

describe("the REST interface", () => {
  it("refuses whoever has no token, for every route, and says how to get in", async () => {
    for (const route of REST_ROUTES) {
      const path = route.path.replace("{id}", "1");
      const answer = route.method === "POST" ? post(path, {}, null) : get(`${path}?kind=air`, null);
      expect((await answer).body.error.code).toBe("unauthenticated");
    }
  });

  it("describes each of its routes in OpenAPI 3.1", async () => {
    const { status, body } = await get("/openapi.json", null);
    expect(status).toBe(200);
    expect(body.openapi).toBe("3.1.0");
    expect(Object.keys(body.paths)).toEqual(REST_ROUTES.map((route) => route.path));
    const { valid, errors } = await new Validator().validate(structuredClone(body));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    const kind = body.paths["/observations"].get.parameters.find(
      (parameter: { name: string }) => parameter.name === "kind",
    );
    expect(kind).toMatchObject({
      in: "query",
      required: true,
      schema: { enum: expect.arrayContaining(["air"]) },
    });
    expect(body.paths["/devices/{id}"].get.parameters).toMatchObject([
      { name: "id", in: "path", required: true },
    ]);
  });

  it("answers what its own description says", async () => {
    const samples: Readonly<Record<string, RestAnswerSeen>> = {
      listObservations: await get("/observations?kind=air"),
      listDevices: await get("/devices"),
      getDevice: await get("/devices/d-0"),
      listSensorFaults: await get("/faults"),
      listSegments: await get("/segments"),
      listQueues: await get("/queues"),
      getQueue: await get(`/queues/mint-01-${START}`),
      listBottlenecks: await get("/bottlenecks"),
      listAnomalies: await get("/anomalies"),
      listSegmentMetrics: await get("/segments/mint-01/metrics"),
      listDeadLetters: await get("/dead-letters", "supervisor"),
      getDeadLetter: await get("/dead-letters/1", "supervisor"),
      replayDeadLetter: await post("/dead-letters/3/replay", {}),
      listAlarms: await get("/alarms"),
      listReports: await get("/reports"),
    };
    for (const route of REST_ROUTES) {
      const parsed = route.output.safeParse(samples[route.operationId]?.body);
      expect(parsed.error?.issues ?? []).toEqual([]);
    }
  });

  it("knows no other address and no other method", async () => {
    expect((await get("/nothing")).body.error.code).toBe("not_found");
    expect((await get("/devices/%E0%A4%A/x")).status).toBe(404);
    expect((await get("/devices", "viewer", "POST")).status).toBe(405);
    expect(await get("/devices", "viewer", "HEAD")).toEqual({ status: 200, body: null });
  });
});

describe("GET /api/v1/faults", () => {
  it("pages through faults with their evidence, newest first", async () => {
    const items = await walk("/faults?limit=1");
    expect(items.map(({ foundAt }) => foundAt)).toEqual([
      "2026-07-06T10:00:02.500Z",
      "2026-07-06T10:00:01.500Z",
      "2026-07-06T10:00:00.500Z",
    ]);
    expect(items[0]).toMatchObject({ device: "d-0", faultClass: "stuck", endedAt: null });
  });

  it("tells those of one device that are open, or that ended", async () => {
    expect((await get("/faults?device=d-0&isOpen=false")).body.items).toMatchObject([
      { endedAt: "2026-07-06T10:00:05.500Z", evidence: { readings: 11 } },
    ]);
    expect((await get("/faults?device=d-1")).body.items).toEqual([]);
  });
});

describe("GET /api/v1/queues", () => {
  it("pages through queues, newest first, each as it was last seen", async () => {
    const items = await walk("/queues?limit=1&isOpen=true");
    expect(items.map(({ startedAt }) => startedAt)).toEqual([
      "2026-07-06T10:01:00.500Z",
      "2026-07-06T10:00:00.500Z",
    ]);
    expect(items[0]).toMatchObject({ state: { headSegmentId: "mint-01", lengthM: 320, growthMPerMin: 40 } });
    expect((await get("/queues?isOpen=false")).body.items).toEqual([]);
  });

  it("tells the minutes of one, and that there is no other", async () => {
    const { body } = await get(`/queues/mint-01-${START}`);
    expect(body.growth).toMatchObject([{ at: "2026-07-06T10:01:00.500Z", lengthM: 320, vehicles: 40 }]);
    expect(body.corridor).toContainEqual(expect.objectContaining({ segment: "mint-01", part: "queue" }));
    expect((await get("/queues/none")).status).toBe(404);
  });
});

it("GET /api/v1/bottlenecks and /anomalies tell direction, score and reason", async () => {
  expect((await get("/bottlenecks")).body.items).toMatchObject([
    { upstreamSegmentId: "mint-01", downstreamSegmentId: "mint-02", durationS: 1_500 },
  ]);
  expect((await get("/anomalies?segment=mint-01")).body.items).toMatchObject([
    { segment: "mint-01", reason: "speed_below_typical", score: -5, median: 28 },
  ]);
});
