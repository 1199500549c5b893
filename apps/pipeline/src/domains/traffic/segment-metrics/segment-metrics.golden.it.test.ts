import { readFileSync } from "node:fs";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { segmentSchema } from "@arterial/domain/city/network";
import type { Observation } from "@arterial/domain/observation";
import { createTrajectoryPlayer, type PlayedVehicle } from "@arterial/domain/recording/trajectory-player";
import { decodeTrajectories } from "@arterial/domain/recording/trajectory-recording";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createRoadMap } from "./road-map.ts";
import { createSegmentMetricsOperator } from "./segment-metrics-operator.ts";

/**
 * The recorded hour of the demo city, played through the operator as the simulator publishes it, against the edgeData
 * that SUMO itself wrote of the same run. SUMO counts what vehicles do on an edge from a step's begin to its end, so its
 * density × speed × 3.6 is Edie's flow; both are taken from `sampledSeconds` and `speed`, which have more digits than
 * `density`.
 */
const DATA = new URL("../../../../../simulator/demo-city/data/", import.meta.url);
const HOUR_S = 3_600;

const networkSchema = z.object({
  features: z.array(
    z.object({
      properties: z.looseObject({ feature: z.string() }),
      geometry: z.looseObject({ coordinates: z.unknown() }),
    }),
  ),
});

function readSegments() {
  const network = networkSchema.parse(JSON.parse(readFileSync(new URL("network.geojson", DATA), "utf8")));
  return network.features
    .filter(({ properties }) => properties.feature === "segment")
    .map(({ properties, geometry }) => segmentSchema.parse({ ...properties, line: geometry.coordinates }));
}

interface EdgeRow {
  segmentId: string;
  beginS: number;
  sampledSeconds: number;
  speedMs: number;
  vehicles: number;
}

function readEdgeData(): EdgeRow[] {
  const [head, ...lines] = gunzipSync(readFileSync(new URL("golden/edge-data-5min.csv.gz", DATA)))
    .toString("utf8")
    .trim()
    .split("\n");
  const names = head?.split(",") ?? [];
  return lines.map((line) => {
    const cells = line.split(",");
    const cell = (name: string) => cells[names.indexOf(name)] ?? "";
    return {
      segmentId: cell("segmentId"),
      beginS: Number(cell("beginS")),
      sampledSeconds: Number(cell("sampledSeconds")),
      speedMs: Number(cell("speedMs")),
      vehicles: Number(cell("entered")) + Number(cell("departed")),
    };
  });
}

/** As the simulator's vehicle feed rounds: 1e-7 degrees and 0.01 km/h. */
function toObservation(vehicle: PlayedVehicle, ts: number): Observation<"vehicle"> {
  const { id, segmentId } = vehicle;
  const lon = Math.round(vehicle.lon * 1e7) / 1e7;
  const lat = Math.round(vehicle.lat * 1e7) / 1e7;
  const speedKmh = Math.round(vehicle.speedKmh * 100) / 100;
  const reading = { ts, id, lon, lat, speedKmh, ...(segmentId === undefined ? {} : { segmentId }) };
  return { kind: "vehicle", deviceId: "fleet-1", receivedAt: ts, reading };
}

function playHour(segments: ReturnType<typeof readSegments>): Map<string, SegmentMetric> {
  const bytes = brotliDecompressSync(readFileSync(new URL("trajectories.bin", DATA)));
  const player = createTrajectoryPlayer(decodeTrajectories(bytes));
  const operator = createSegmentMetricsOperator({
    road: createRoadMap(segments),
    deviceOf: () => undefined,
    freeFlowOf: (segment) => ({ kmh: segment.speedLimitKmh, source: "posted", samples: 0 }),
  });
  const metrics = new Map<string, SegmentMetric>();
  for (let second = 0; second <= HOUR_S + 10; second += 1) {
    const pass = second < HOUR_S ? 0 : 1;
    const ts = second * 1_000;
    for (const vehicle of player.vehiclesAt(pass, second - pass * HOUR_S)) {
      operator.takeVehicle(toObservation(vehicle, ts), ts);
    }
    for (const metric of operator.advance(ts)) {
      if (metric.sizeS === 300) metrics.set(`${metric.segmentId} ${metric.startAt / 1_000}`, metric);
    }
  }
  expect(operator.counts()).toMatchObject({ lateReadings: 0, unknownSegments: 0 });
  return metrics;
}

describe("segment metrics of the recorded hour", () => {
  const segments = readSegments();
  const lengthsM = new Map(segments.map((segment) => [segment.id, segment.lengthM]));
  const edges = readEdgeData();
  let metrics = new Map<string, SegmentMetric>();
  beforeAll(() => {
    metrics = playHour(segments);
  }, 120_000);

  it("agree with SUMO's speed and flow within 2 % wherever 20 vehicles passed 50 m or more in 5 minutes", () => {
    const compared = edges.filter(
      ({ segmentId, vehicles }) => vehicles >= 20 && (lengthsM.get(segmentId) ?? 0) >= 50,
    );
    expect(compared.length).toBeGreaterThan(500);
    const apart = compared.filter((edge) => {
      const metric = metrics.get(`${edge.segmentId} ${edge.beginS}`);
      const lengthM = lengthsM.get(edge.segmentId) ?? Number.NaN;
      const flowVph = ((edge.sampledSeconds * edge.speedMs) / (lengthM * 300)) * 3_600;
      const speedError = Math.abs((metric?.speedKmh ?? 0) / 3.6 / edge.speedMs - 1);
      const flowError = Math.abs((metric?.flowVph ?? 0) / flowVph - 1);
      return !(speedError <= 0.02 && flowError <= 0.02);
    });
    expect(apart).toEqual([]);
  });

  it("add up to SUMO's vehicle-kilometres and vehicle-hours of the network within 0.5 %", () => {
    const sumo = { km: 0, hours: 0 };
    const ours = { km: 0, hours: 0 };
    for (const { sampledSeconds, speedMs } of edges) {
      sumo.km += (sampledSeconds * speedMs) / 1_000;
      sumo.hours += sampledSeconds / 3_600;
    }
    for (const metric of metrics.values()) {
      ours.km += metric.vehicleKm;
      ours.hours += metric.vehicleHours;
    }
    expect(Math.abs(ours.km / sumo.km - 1)).toBeLessThan(0.005);
    expect(Math.abs(ours.hours / sumo.hours - 1)).toBeLessThan(0.005);
  });
});
