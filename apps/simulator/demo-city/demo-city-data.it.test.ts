import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type CityNetwork, cityNetworkSchema } from "@arterial/domain/city/network";
import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import { decodeHistory, type HistoryRecording } from "@arterial/domain/recording/history-recording";
import { createTrajectoryPlayer, type PlayedVehicle } from "@arterial/domain/recording/trajectory-player";
import {
  decodeTrajectories,
  type TrajectoryRecording,
} from "@arterial/domain/recording/trajectory-recording";
import { beforeAll, describe, expect, it } from "vitest";
import { sumTravel } from "./golden-agreement.ts";
import { HARBOUR_BRIDGE_COLLISION } from "./plan/incident.ts";

const DATA = join(import.meta.dirname, "data");
const MEGABYTE = 1_000_000;
const METRES_PER_DEGREE = 111_320;
/** The longest of the city's signal plans. */
const SIGNAL_CYCLE_S = 80;

interface Feature {
  properties: Record<string, unknown>;
  geometry: { coordinates: unknown };
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(join(DATA, file), "utf8"));
}

function readCity(): CityNetwork {
  const roads = readJson<{ features: Feature[] }>("network.geojson").features;
  const land = readJson<{ features: Feature[] }>("land-use.geojson").features;
  const of = (kind: string): Feature[] => roads.filter((f) => f.properties.feature === kind);
  return cityNetworkSchema.parse({
    ...readJson<object>("city.json"),
    segments: of("segment").map((f) => ({ ...f.properties, line: f.geometry.coordinates })),
    junctions: of("junction").map((f) => ({ ...f.properties, point: f.geometry.coordinates })),
    landUse: land.map((f) => ({ ...f.properties, geometry: f.geometry })),
  });
}

function readGolden(file: string): Record<string, string>[] {
  const [head, ...lines] = gunzipSync(readFileSync(join(DATA, "golden", file)))
    .toString()
    .trim()
    .split("\n");
  const columns = (head ?? "").split(",");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((value, i) => [columns[i] ?? "", value])),
  );
}

let city: CityNetwork;
let devices: Device[];
let recording: TrajectoryRecording;
let history: HistoryRecording;
beforeAll(() => {
  city = readCity();
  devices = deviceSchema.array().parse(readJson("devices.json"));
  recording = decodeTrajectories(brotliDecompressSync(readFileSync(join(DATA, "trajectories.bin"))));
  history = decodeHistory(brotliDecompressSync(readFileSync(join(DATA, "history.bin"))));
});

describe("the committed files", () => {
  it("keep to their sizes", () => {
    expect(statSync(join(DATA, "trajectories.bin")).size).toBeLessThan(6 * MEGABYTE);
    expect(statSync(join(DATA, "history.bin")).size).toBeLessThan(6 * MEGABYTE);
    expect(statSync(join(DATA, "demand.rou.xml.gz")).size).toBeLessThan(MEGABYTE);
  });

  it("describe a simulated city with at least the promised devices", () => {
    expect(city.isSimulated).toBe(true);
    const count = (kind: string): number => devices.filter((device) => device.kind === kind).length;
    expect(count("traffic")).toBeGreaterThanOrEqual(120);
    expect([count("air"), count("parking"), count("weather"), count("camera"), count("vehicle")]).toEqual([
      14, 24, 5, 16, 1,
    ]);
    expect(new Set(devices.map((device) => device.id)).size).toBe(devices.length);
  });

  it("put loops and cameras on segments and lanes that exist", () => {
    const segments = new Map(city.segments.map((segment) => [segment.id, segment]));
    for (const device of devices.filter((d) => d.segmentId !== undefined)) {
      const segment = segments.get(device.segmentId ?? "");
      expect(device.offsetM).toBeLessThan(segment?.lengthM ?? 0);
      expect(device.lane ?? 0).toBeLessThan(segment?.lanes ?? 0);
    }
  });
});

describe("the recorded hour", () => {
  it("agrees with SUMO's edgeData: 2 % per segment and 5 minutes, 0.5 % in total", () => {
    const player = createTrajectoryPlayer(recording);
    const lengths = new Map(city.segments.map((segment) => [segment.id, segment.lengthM]));
    const sums = sumTravel(playHour(player.vehiclesAt), lengths, 300);
    let [hours, hoursSumo, km, kmSumo, cells] = [0, 0, 0, 0, 0];
    for (const row of readGolden("edge-data-5min.csv.gz")) {
      const seconds = Number(row.sampledSeconds);
      const metres = seconds * Number(row.speedMs);
      const ours = sums.get(`${row.segmentId} ${row.beginS}`) ?? {
        seconds: 0,
        metres: 0,
        vehicles: new Set(),
      };
      [hours, hoursSumo, km, kmSumo] = [
        hours + ours.seconds,
        hoursSumo + seconds,
        km + ours.metres,
        kmSumo + metres,
      ];
      if (ours.vehicles.size < 20 || (lengths.get(row.segmentId ?? "") ?? 0) < 50) continue;
      cells += 1;
      expect(Math.abs(ours.metres / ours.seconds / Number(row.speedMs) - 1)).toBeLessThan(0.02);
      expect(Math.abs(ours.metres / metres - 1)).toBeLessThan(0.02);
    }
    expect(cells).toBeGreaterThan(500);
    expect(Math.abs(hours / hoursSumo - 1)).toBeLessThan(0.005);
    expect(Math.abs(km / kmSumo - 1)).toBeLessThan(0.005);
  });

  it("drives on without a jump, also from the hour's last second to its first", () => {
    const player = createTrajectoryPlayer(recording);
    const fastestKmh = Math.max(...city.segments.map((segment) => segment.speedLimitKmh));
    let longestM = 0;
    let before = new Map<string, PlayedVehicle>();
    for (let second = 0; second < 3660; second += 1) {
      const vehicles = player.vehiclesAt(Math.floor(second / 3600), second % 3600);
      for (const vehicle of vehicles) {
        const last = before.get(vehicle.id);
        if (last) longestM = Math.max(longestM, metresBetween(last, vehicle));
      }
      before = new Map(vehicles.map((vehicle) => [vehicle.id, vehicle]));
    }
    expect(longestM).toBeLessThan((fastestKmh / 3.6) * 1.25);
    const last = player.vehiclesAt(0, 3599).map((vehicle) => vehicle.id);
    const first = new Set(player.vehiclesAt(1, 0).map((vehicle) => vehicle.id));
    expect(last.filter((id) => first.has(id)).length).toBeGreaterThan(last.length - 8);
  });

  // What grows from pass to pass would end in gridlock, and who stands for longer than a red light is stuck in it.
  it("ends with as many vehicles as it began, and nobody but behind the collision waits for more than a cycle", () => {
    const player = createTrajectoryPlayer(recording);
    const waitS = new Map<string, number>();
    let longestS = 0;
    for (let second = 0; second < 3600; second += 1) {
      for (const vehicle of player.vehiclesAt(0, second)) {
        const stands = vehicle.speedKmh < 1 && vehicle.segmentId !== HARBOUR_BRIDGE_COLLISION.segmentId;
        waitS.set(vehicle.id, stands ? (waitS.get(vehicle.id) ?? 0) + 1 : 0);
        longestS = Math.max(longestS, waitS.get(vehicle.id) ?? 0);
      }
    }
    expect(longestS).toBeLessThan(SIGNAL_CYCLE_S);
    const startCount = player.vehiclesAt(0, 0).length;
    const endCount = player.vehiclesAt(1, 0).length;
    expect(Math.abs(endCount / startCount - 1)).toBeLessThan(0.1);
  });

  it("shows a queue before Harbour Bridge that builds after the third minute and is gone before the hour ends", () => {
    const speeds = new Map(
      readGolden("edge-data-5min.csv.gz").map(
        (row) => [`${row.segmentId} ${row.beginS}`, Number(row.speedMs) * 3.6] as const,
      ),
    );
    for (const segment of ["r1-cw-05", "r1-cw-06"]) {
      expect(speeds.get(`${segment} 600`)).toBeLessThan(0.4 * 80);
      expect(speeds.get(`${segment} 2400`)).toBeGreaterThan(0.85 * 80);
    }
    expect(speeds.get("r1-cw-05 0")).toBeGreaterThan(0.6 * 80);
  });
});

function metresBetween(a: PlayedVehicle, b: PlayedVehicle): number {
  const east = (b.lon - a.lon) * Math.cos((a.lat * Math.PI) / 180) * METRES_PER_DEGREE;
  return Math.hypot(east, (b.lat - a.lat) * METRES_PER_DEGREE);
}

function* playHour(
  vehiclesAt: (pass: number, second: number) => PlayedVehicle[],
): Generator<PlayedVehicle[]> {
  for (let second = 0; second < 3600; second += 1) yield vehiclesAt(0, second);
  yield vehiclesAt(1, 0);
}

describe("the history", () => {
  it("covers every loop and segment for 28 days", () => {
    expect(history.durationS).toBe(28 * 86_400);
    expect(history.loops.map((loop) => loop.deviceId)).toEqual(
      devices.filter((d) => d.kind === "traffic").map((d) => d.id),
    );
    expect(history.segments.map((s) => s.segmentId)).toEqual(city.segments.map((s) => s.id));
  });

  it("has nights, peaks and weekends", () => {
    const total = (day: number, hour: number): number =>
      history.segments.reduce((sum, s) => sum + (s.count[day * 96 + hour * 4] ?? 0), 0);
    expect(total(1, 8)).toBeGreaterThan(2 * total(1, 3));
    expect(total(1, 8)).toBeGreaterThan(1.5 * total(6, 8));
  });

  it("has a speed at peak on busy segments like that of the recorded hour", () => {
    const recorded = new Map<string, { seconds: number; metres: number }>();
    for (const row of readGolden("edge-data-5min.csv.gz").filter(
      (r) => Number(r.beginS) >= 1800 && r.speedMs,
    )) {
      const sum = recorded.get(row.segmentId ?? "") ?? { seconds: 0, metres: 0 };
      sum.seconds += Number(row.sampledSeconds);
      sum.metres += Number(row.sampledSeconds) * Number(row.speedMs);
      recorded.set(row.segmentId ?? "", sum);
    }
    const ratios = history.segments.flatMap((segment) => {
      const sum = recorded.get(segment.segmentId);
      const typical = segment.speedKmh[96 + 32] ?? Number.NaN;
      return sum && sum.seconds > 900 && typical > 0 ? [typical / ((sum.metres / sum.seconds) * 3.6)] : [];
    });
    const close = ratios.filter((ratio) => ratio > 0.85 && ratio < 1.15).length;
    expect(close / ratios.length).toBeGreaterThan(0.9);
  });

  it("has silent and stuck loops", () => {
    expect(history.loops.filter((loop) => loop.count.includes(-1)).length).toBe(2);
    expect(history.loops.filter((loop) => loop.occupancy.includes(1)).length).toBeGreaterThanOrEqual(2);
  });
});
