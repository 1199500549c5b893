import type { Device } from "@arterial/domain/device-kind";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { beforeEach, describe, expect, it } from "vitest";
import { type AbnormalInput, type AbnormalNow, createAbnormalNow } from "./abnormal-now.ts";
import type { StationAir } from "./air-now.ts";
import { MAX_LISTED } from "./bound-flood.ts";
import { createCityReadings } from "./city-readings.ts";

const START = Date.UTC(2026, 5, 1, 12);
const COLUMNS = 400;

let abnormal: AbnormalNow;
let nowMs: number;
beforeEach(() => {
  abnormal = createAbnormalNow();
  nowMs = START;
});

/** A station of a grid that is some 40 km wide. */
const station = (n: number): Device => ({
  id: `air-${n}`,
  kind: "air",
  name: `Station ${n}`,
  lon: 11 + (n % COLUMNS) * 0.0015,
  lat: 54 + Math.floor(n / COLUMNS) * 0.001,
  expectedIntervalS: 60,
});

const silent = ({ id }: Device): SensorFault => ({
  deviceId: id,
  kind: "air",
  faultClass: "no_data",
  since: START,
  foundAt: START,
  endedAt: null,
  evidence: {
    findings: [{ quantity: "silenceS", value: 700, limit: 600, relation: "above" }],
    windowS: 700,
    readings: 0,
  },
});

/** What is abnormal while stations, named by their number, have these indices. */
function list(indices: readonly (readonly [station: number, index: number])[], faults: SensorFault[] = []) {
  nowMs += 5_000;
  const devices = indices.map(([n]) => station(n));
  const input: AbnormalInput = {
    nowMs,
    network: { segments: [] } as unknown as AbnormalInput["network"],
    devices,
    readings: createCityReadings(
      devices.map(({ id, kind }) => ({ id, kind, ts: nowMs, receivedAt: nowMs, values: {} })),
    ),
    isTrusted: () => true,
    segments: [],
    lengthsM: new Map(),
    isFeedComplete: false,
    air: new Map(indices.map(([n, index]) => [`air-${n}`, airOf(n, index)])),
    queues: [],
    anomalies: [],
    faults,
  };
  return abnormal.update(input);
}

const airOf = (n: number, index: number): StationAir => ({
  deviceId: `air-${n}`,
  index,
  category: "unhealthy",
  pollutant: "pm25",
  concentration: 60,
  basis: "nowcast",
});

const stations = (from: number, to: number, index: number) =>
  Array.from({ length: to - from }, (_, step) => [from + step, index] as const);
const ids = (items: readonly AbnormalItem[]) => items.map(({ id }) => id).sort();
const othersIn = (items: readonly AbnormalItem[]) => items.filter(({ others }) => others);

describe("a flood of conditions", () => {
  it("is the worst of each kind and the number of the others, however many there are", () => {
    const { items, unlisted } = list([...stations(0, 99_950, 120), ...stations(99_950, 100_000, 160)]);
    expect(items).toHaveLength(MAX_LISTED + 1);
    expect(items.filter(({ severity }) => severity === 2)).toHaveLength(50);
    const [others] = othersIn(items);
    expect(others).toMatchObject({
      id: "others:air",
      kind: "air",
      code: "air.others",
      severity: 3,
      params: { count: 99_900 },
      others: [0, 0, 99_900, 0],
    });
    expect(unlisted.reduce((sum, { count }) => sum + count, 0)).toBe(99_900);
    expect(JSON.stringify(items).length).toBeLessThan(50_000);
    expect(JSON.stringify(unlisted).length).toBeLessThan(1_000_000);
  });

  it("is told where it is, with the worst of each neighbourhood", () => {
    const near = stations(0, 150, 120);
    const far = stations(40_000, 40_010, 160);
    const { unlisted } = list([...near, ...far, ...stations(80_000, 80_100, 250)]);
    const counted = unlisted.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(160);
    const worse = unlisted.filter(({ worstSeverity }) => worstSeverity === 2);
    expect(worse.reduce((sum, { count }) => sum + count, 0)).toBe(10);
    expect(worse.every(({ point: [, lat] }) => Math.abs(lat - 54.1) < 0.005)).toBe(true);
  });

  it("ends with the last one that has no place on the list", () => {
    expect(othersIn(list(stations(0, MAX_LISTED + 1, 120)).items)).toHaveLength(1);
    const { items, unlisted } = list(stations(0, MAX_LISTED, 120));
    expect([items.length, othersIn(items), unlisted]).toEqual([MAX_LISTED, [], []]);
  });

  it("lets what is listed stay for as long as nothing worse needs its place", () => {
    const before = ids(list(stations(200, 400, 120)).items);
    const more = list(stations(0, 1_000, 120));
    expect([ids(more.items), more.grouped]).toEqual([before, []]);
    const worse = list([...stations(0, 1_000, 120), ...stations(1_000, 1_003, 160)]);
    expect(worse.items.slice(0, 3).every(({ severity }) => severity === 2)).toBe(true);
    expect(worse.grouped).toHaveLength(3);
    expect(worse.grouped.every((id) => before.includes(id))).toBe(true);
  });

  it("does not call grouped what is over", () => {
    const listed = list(stations(0, 300, 120)).items.filter(({ others }) => !others);
    const over = new Set(listed.slice(0, 10).map(({ subject }) => subject.id));
    const { items, grouped } = list(stations(0, 300, 120).filter(([n]) => !over.has(`air-${n}`)));
    expect([items.length, grouped]).toEqual([MAX_LISTED + 1, []]);
  });
});

it("tells that silent sensors are grouped once there are many of them", () => {
  const all = stations(0, 11, 20);
  const faults = all.map(([n]) => silent(station(n)));
  const few = list(all, faults.slice(0, 10));
  expect([few.items.length, few.grouped]).toEqual([10, []]);
  const many = list(all, faults);
  expect(ids(many.items)).toEqual(["sensor.many_silent:air"]);
  expect(many.grouped.sort()).toEqual(ids(few.items));
});
