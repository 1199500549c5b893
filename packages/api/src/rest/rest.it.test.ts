import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { upsertDevices } from "@arterial/db/city/write-devices";
import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { writeAirObservations } from "@arterial/db/timeseries/air/write-observations";
import { writeDeadLetters } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import { writeSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import { writeVehicleObservations } from "@arterial/db/timeseries/traffic/write-vehicle-observations";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContext } from "../context.ts";
import type { Role } from "../roles.ts";
import { type ApiFixture, createApiFixture } from "../testing/api-fixture.ts";
import { handleRest } from "./handler.ts";
import { REST_ROUTES } from "./routes.ts";

let api: ApiFixture;
let server: Server;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  api = await createApiFixture();
  server = createServer(async (request, response) => {
    const authorizationHeader = request.headers.authorization;
    await handleRest(request, response, await createContext(api.services, { authorizationHeader }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  for (const role of ["viewer", "analyst", "supervisor"] as const)
    tokens.set(role, await api.tokenWith(role));
  await seed();
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await api.close();
});

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

function metricAt(startAt: number): SegmentMetric {
  return {
    segmentId: "mint-01",
    startAt,
    sizeS: 300,
    vehicleKm: 1,
    vehicleHours: 0.05,
    vehicles: 4,
    flowVph: 48,
    speedKmh: 20,
    densityVpkm: 2.4,
    occupancy: null,
    freeFlowKmh: 30,
    freeFlowSource: "posted",
    ratio: 0.66,
    congestionClass: "moderate",
    quality: { observed: 1, imputed: 0, suspect: 0 },
    isCorrected: false,
  };
}

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the answers of all routes are looked at by the tests themselves
  body: any;
}

async function get(path: string, role: Role | null = "viewer", method = "GET"): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const headers = role === null ? {} : { authorization: `Bearer ${tokens.get(role)}` };
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { headers, method });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

async function walk(path: string, role: Role = "viewer"): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let cursor = "";
  do {
    const { body } = await get(`${path}&cursor=${cursor}`, role);
    items.push(...body.items);
    cursor = body.nextCursor ?? "";
  } while (cursor !== "");
  return items;
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

describe("the REST interface", () => {
  it("refuses whoever has no token, for every route, and says how to get in", async () => {
    for (const route of REST_ROUTES) {
      const path = route.path.replace("{id}", "x");
      expect((await get(`${path}?kind=air`, null)).body.error.code).toBe("unauthenticated");
    }
  });

  it("describes each of its routes in OpenAPI 3.1", async () => {
    const { status, body } = await get("/openapi.json", null);
    expect(status).toBe(200);
    expect(body.openapi).toBe("3.1.0");
    expect(Object.keys(body.paths)).toEqual(REST_ROUTES.map((route) => route.path));
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
    const samples: Readonly<Record<string, Answer>> = {
      listObservations: await get("/observations?kind=air"),
      listDevices: await get("/devices"),
      getDevice: await get("/devices/d-0"),
      listSensorFaults: await get("/faults"),
      listSegments: await get("/segments"),
      listSegmentMetrics: await get("/segments/mint-01/metrics"),
      listDeadLetters: await get("/dead-letters", "supervisor"),
    };
    for (const route of REST_ROUTES) {
      const parsed = route.output.safeParse(samples[route.operationId]?.body);
      expect(parsed.error?.issues ?? []).toEqual([]);
    }
  });

  it("knows no other address and no other method", async () => {
    expect((await get("/reports")).body.error.code).toBe("not_found");
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
