import type { LiveDevice, LiveSegment } from "@arterial/domain/live/frame";
import { describe, expect, it } from "vitest";
import type { MapDevice } from "../../map/live-map-props.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { HEAT_VARIANTS } from "./heat-variant.ts";
import {
  delayPerKm,
  deviceHeatOf,
  FULL_DECIMALS,
  FULL_OF,
  type HeatInput,
  pm25Samples,
  prepareHeat,
  preparePm25,
  roadHeatOf,
} from "./prepare-heat.ts";

const NOW = 1_000_000;
const segment = (values: Partial<LiveSegment>): LiveSegment =>
  ({ densityVpkm: 10, flowVph: 200, speedKmh: 20, ratio: 0.4, ...values }) as LiveSegment;
const device = (id: string, kind: MapDevice["kind"], lon: number): MapDevice => ({
  id,
  kind,
  name: id,
  lon,
  lat: 54.6,
  expectedIntervalS: 60,
  capacity: 100,
});
const reading = (id: string, ts: number, values: Record<string, unknown>) =>
  [id, { id, ts, values } as unknown as LiveDevice] as const;

const input: HeatInput = {
  lines: new Map([
    [
      "a",
      [
        [10.8, 54.6],
        [10.81, 54.6],
      ],
    ],
  ]),
  segments: new Map([["a", segment({})]]),
  devices: [device("p", "parking", 10.8), device("old", "parking", 10.8), device("air", "air", 10.8)],
  live: new Map([
    reading("p", NOW, { occupied: 80 }),
    reading("old", NOW - 400_000, { occupied: 100 }),
    reading("air", NOW, { pm25: 27.7 }),
  ]),
  now: NOW,
};

describe("heat", () => {
  it("weighs the roads by density, by delay and by emissions", () => {
    expect(prepareHeat("density", input).features[0]?.properties.weight).toBe(0.125);
    expect(prepareHeat("delay", input).features[0]?.properties.weight).toBeCloseTo(0.4);
    const jam = prepareHeat("emissions", input).features[0]?.properties.weight ?? 0;
    const segments = new Map([["a", segment({ speedKmh: 60, ratio: 1 })]]);
    const flowing = prepareHeat("emissions", { ...input, segments }).features[0]?.properties.weight ?? 0;
    expect(jam).toBeGreaterThan(1.3 * flowing);
  });

  it("writes where each ramp ends without rounding it", () => {
    for (const variant of HEAT_VARIANTS) {
      const written = formatNumber(FULL_OF[variant], { decimals: FULL_DECIMALS[variant] });
      expect(Number(written)).toBe(FULL_OF[variant]);
    }
  });

  it("counts no delay where traffic is faster than free flow or nothing is known", () => {
    expect(delayPerKm({ densityVpkm: 40, ratio: 1.2 })).toBe(0);
    expect(delayPerKm({ densityVpkm: 40, ratio: null })).toBe(0);
  });

  it("shows how full car parks are, stale ones left out", () => {
    expect(prepareHeat("parking", input).features.map(({ properties }) => properties.weight)).toEqual([0.8]);
  });

  it("makes a surface of fine dust that fades with the distance from the stations", () => {
    const cells = preparePm25(input).features.map(({ properties }) => properties);
    expect(cells.every(({ share }) => Math.abs(share - 0.5) < 1e-9)).toBe(true);
    expect(Math.max(...cells.map(({ opacity }) => opacity))).toBeGreaterThan(0.55);
    expect(Math.min(...cells.map(({ opacity }) => opacity))).toBeLessThan(0.2);
    expect(preparePm25({ ...input, now: NOW + 3_600_000 }).features).toEqual([]);
  });

  it("takes what the list told of devices that stand out of view, and what is live where that is newer", () => {
    const latest = (ts: number, pm25: number) => ({ ts, values: { pm25 } });
    const [station] = input.devices.filter(({ kind }) => kind === "air");
    const valuesOf = (told: MapDevice["latest"], live: HeatInput["live"]) =>
      pm25Samples({ devices: [{ ...(station as MapDevice), latest: told }], live, now: NOW }).map(
        ({ value }) => value,
      );
    expect(valuesOf(latest(NOW, 12), new Map())).toEqual([12]);
    expect(valuesOf(latest(NOW - 1, 12), input.live)).toEqual([27.7]);
    expect(valuesOf(latest(NOW + 1, 12), input.live)).toEqual([12]);
    expect(valuesOf(latest(NOW - 3_600_000, 12), new Map())).toEqual([]);
    expect(valuesOf(null, new Map())).toEqual([]);
  });

  it("tells of a segment what it draws, in the unit of the legend", () => {
    expect(roadHeatOf("density", segment({}))).toBe(10);
    expect(roadHeatOf("delay", segment({}))).toBeCloseTo(6);
    expect(roadHeatOf("emissions", segment({}))).toBeCloseTo(
      FULL_OF.emissions * (prepareHeat("emissions", input).features[0]?.properties.weight ?? 0),
    );
  });

  it("tells nothing of a segment where that is not known", () => {
    expect(roadHeatOf("density", undefined)).toBeNull();
    expect(roadHeatOf("delay", segment({ ratio: null }))).toBeNull();
    expect(roadHeatOf("emissions", segment({ speedKmh: null }))).toBeNull();
  });

  it("tells of the devices that it is made of their values, as long as they are not stale", () => {
    const read = (each: MapDevice) => ({ device: each, newest: input.live.get(each.id), now: NOW });
    expect(input.devices.map((each) => deviceHeatOf("parking", read(each)))).toEqual([80, null, null]);
    expect(input.devices.map((each) => deviceHeatOf("pm25", read(each)))).toEqual([null, null, 27.7]);
    expect(deviceHeatOf("pm25", { device: device("air", "air", 10.8), newest: null, now: NOW })).toBeNull();
  });
});
