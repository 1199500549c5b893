import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { AbnormalItem, LiveSegment } from "@arterial/domain/live/frame";
import { expect, it } from "vitest";
import type { MapLayerId } from "../../map/live-map-props.ts";
import { type MapContents, prepareMapRows } from "./prepare-map-rows.ts";

const NOW = 1_000_000;

function item(id: string, severity: 1 | 2 | 3 | 4, point: [number, number]): AbnormalItem {
  return {
    id,
    severity,
    kind: "air",
    subject: { type: "device", id: "air-1" },
    point,
    code: "air.unhealthy",
    params: {},
    since: 0,
    segmentIds: [],
  };
}

function course(id: string, lon: number): SegmentCourse {
  return {
    id,
    name: id,
    roadClass: "primary",
    isTwoWay: false,
    halfGapPx: 0,
    line: [
      [lon, 0.5],
      [lon + 0.1, 0.5],
    ],
  };
}

function segment(id: string, congestionClass: LiveSegment["congestionClass"], ratio: number): LiveSegment {
  return {
    id,
    startAt: 0,
    speedKmh: 20,
    flowVph: 100,
    densityVpkm: 5,
    occupancy: null,
    ratio,
    freeFlowKmh: 50,
    congestionClass,
    vehicles: 1,
    observed: 1,
  };
}

function device(
  id: string,
  kind: "air" | "traffic" | "parking",
  newestAt: number | null,
  values: Record<string, unknown> = {},
) {
  const latest = newestAt === null ? null : { ts: newestAt, values };
  return { id, kind, name: id, lon: 0.5, lat: 0.5, expectedIntervalS: 60, latest };
}

const CONTENTS: MapContents = {
  bounds: [0, 0, 1, 1],
  selection: null,
  layers: new Set<MapLayerId>(["incidents", "congestion", "air"]),
  heat: "density",
  typicalRatios: new Map(),
  abnormal: [item("s3", 3, [0.5, 0.5]), item("s1", 1, [0.2, 0.2]), item("away", 1, [2, 2])],
  zones: [
    { id: "old-town", name: "Old Town", point: [0.5, 0.5] },
    { id: "hollins", name: "Hollins", point: [2, 2] },
  ],
  courses: new Map(["jam", "slow", "slower", "free", "new", "away"].map((id) => [id, course(id, 0.3)])),
  segments: new Map(
    [
      segment("jam", "severe", 0.3),
      segment("slow", "heavy", 0.69),
      segment("slower", "heavy", 0.61),
      segment("free", "free", 1),
    ].map((each) => [each.id, each]),
  ),
  devices: [device("air-ok", "air", NOW), device("air-dead", "air", null), device("loop", "traffic", NOW)],
  live: new Map(),
  typical: null,
  showsLoops: false,
  isReplay: false,
  now: NOW,
};
/** Ids of the rows with what the layers show of them. */
const valuesOf = (changes: Partial<MapContents>) =>
  prepareMapRows({ ...CONTENTS, ...changes }).map((row) => [
    row.id,
    ...("measures" in row ? row.measures.map(({ value }) => value) : []),
  ]);
const idsOf = (changes: Partial<MapContents>) =>
  prepareMapRows({ ...CONTENTS, ...changes }).map(({ id }) => id);

it("lists what is in view in order of severity, the slower of two alike first", () => {
  const courses = new Map(CONTENTS.courses).set("away", course("away", 5));
  expect(idsOf({ courses })).toEqual([
    "s1",
    "s3",
    "jam",
    "slower",
    "slow",
    "air-dead",
    "free",
    "air-ok",
    "new",
  ]);
});

it("takes a segment that only crosses the view", () => {
  expect(idsOf({ bounds: [0.35, 0.4, 0.36, 0.6], layers: new Set(["congestion"]) })).toContain("jam");
});

it("lists the districts in view after what is abnormal, and the selected one wherever it is", () => {
  const layers = new Set<MapLayerId>(["incidents", "congestion", "zones"]);
  expect(idsOf({ layers }).slice(0, 4)).toEqual(["s1", "s3", "old-town", "jam"]);
  expect(idsOf({ layers: new Set(["zones"]), selection: { type: "zone", id: "hollins" } })).toEqual([
    "hollins",
    "old-town",
  ]);
});

it("leaves out the layers that are off", () => {
  expect(idsOf({ layers: new Set(["air"]) })).toEqual(["air-dead", "air-ok"]);
  expect(idsOf({ layers: new Set() })).toEqual([]);
});

it("knows of the past only what was live then", () => {
  const rows = prepareMapRows({ ...CONTENTS, layers: new Set(["air"]), isReplay: true });
  expect(rows.map((row) => row.type === "device" && row.age)).toEqual(["offline", "offline"]);
});

it("keeps the row of what is selected when the map shows another place", () => {
  const bounds: MapContents["bounds"] = [10, 10, 11, 11];
  const away = prepareMapRows({ ...CONTENTS, bounds });
  expect(away).toEqual([]);
  const [first] = prepareMapRows(CONTENTS).filter(({ type }) => type === "segment");
  const selection = { type: "segment", id: first?.id ?? "" } as const;
  expect(prepareMapRows({ ...CONTENTS, bounds, selection })).toEqual([first]);
});

it("lists streets by how far slower than typical they are, those of which either is not known last", () => {
  const layers = new Set<MapLayerId>(["difference", "incidents"]);
  const typicalRatios = new Map([
    ["jam", 0.35],
    ["slow", 0.99],
    ["slower", 0.76],
    ["free", 0.6],
    ["new", 0.9],
  ]);
  const segments = new Map([...CONTENTS.segments, ["away", segment("away", "free", 1)]]);
  const rows = prepareMapRows({ ...CONTENTS, layers, typicalRatios, segments });
  expect(rows.map(({ id }) => id)).toEqual(["s1", "s3", "slow", "slower", "jam", "free", "away", "new"]);
  const levels = rows.flatMap((row) =>
    row.type === "segment" ? row.measures.map(({ level }) => level) : [],
  );
  expect(levels).toEqual(["muchSlower", "slower", "usual", "muchFaster", "unknown", "unknown"]);
});

it("lists streets by what a heat of the roads shows, most first", () => {
  const layers = new Set<MapLayerId>(["heat"]);
  const dense = (id: string, densityVpkm: number) =>
    [id, { ...segment(id, "free", 0.5), densityVpkm }] as const;
  const segments = new Map([dense("slow", 20), dense("jam", 90), dense("free", 0), dense("slower", 21)]);
  expect(valuesOf({ layers, segments })).toEqual([
    ["jam", 90],
    ["slower", 21],
    ["slow", 20],
    ["free", 0],
    ["away", null],
    ["new", null],
  ]);
  expect(valuesOf({ layers, segments, heat: "delay" }).slice(0, 2)).toEqual([
    ["jam", 45],
    ["slower", 10.5],
  ]);
  expect(idsOf({ layers, heat: "emissions" })).toContain("new");
});

it("has both where a heat of the roads shows over what is against typical, ranked by the heat", () => {
  const layers = new Set<MapLayerId>(["heat", "difference", "congestion"]);
  const [first] = prepareMapRows({ ...CONTENTS, layers, typicalRatios: new Map([["free", 0.5]]) });
  expect(first?.type === "segment" && first.measures.map(({ quantity }) => quantity)).toEqual([
    "density",
    "difference",
  ]);
});

it("lists the stations that fine dust is made of with their values, whether or not their own layer shows", () => {
  const layers = new Set<MapLayerId>(["heat"]);
  const devices = [
    device("clean", "air", NOW, { pm25: 4.2 }),
    device("dusty", "air", NOW, { pm25: 60 }),
    device("mute", "air", NOW),
    device("dead", "air", null),
    device("old", "air", NOW - 400_000, { pm25: 60 }),
    device("full", "parking", NOW, { occupied: 90, capacity: 100 }),
  ];
  expect(valuesOf({ layers, devices, heat: "pm25" })).toEqual([
    ["dusty", 60],
    ["dead", null],
    ["old", null],
    ["clean", 4.2],
    ["mute", null],
  ]);
  expect(valuesOf({ layers, devices, heat: "parking" })).toEqual([["full", 90]]);
  expect(valuesOf({ layers: new Set(["air"]), devices, heat: "pm25" }).every((row) => row.length === 1)).toBe(
    true,
  );
});

it("keeps the streets of the congestion layer beside the heat of devices", () => {
  const layers = new Set<MapLayerId>(["heat", "congestion"]);
  expect(idsOf({ layers, heat: "parking" })).toContain("jam");
});

const TYPICAL = new Map([
  ["jam", { congestionClass: "free" as const, ratio: 0.95, speedKmh: 47 }],
  ["free", { congestionClass: "severe" as const, ratio: 0.2, speedKmh: 11 }],
]);

it("lists streets as they typically are where the map shows that, and tells nothing else of them", () => {
  const layers = new Set<MapLayerId>(["congestion"]);
  const rows = prepareMapRows({ ...CONTENTS, layers, typical: TYPICAL });
  const told = rows.flatMap((row) =>
    row.type === "segment" ? [[row.id, row.isTypical, row.state?.congestionClass, row.state?.flowVph]] : [],
  );
  expect(told).toEqual([
    ["free", true, "severe", null],
    ["jam", true, "free", null],
    ...["away", "new", "slow", "slower"].map((id) => [id, true, undefined, undefined]),
  ]);
});

it("lists a heat of what was observed though the map shows congestion as is typical", () => {
  const layers = new Set<MapLayerId>(["heat", "congestion"]);
  expect(prepareMapRows({ ...CONTENTS, layers, typical: TYPICAL })).toEqual(
    prepareMapRows({ ...CONTENTS, layers }),
  );
});

it("lists loops with the congestion that they are shown with, where they are shown", () => {
  const layers = new Set<MapLayerId>(["congestion"]);
  expect(idsOf({ layers, showsLoops: true })).toContain("loop");
  expect(idsOf({ layers, showsLoops: false })).not.toContain("loop");
  expect(idsOf({ layers: new Set(["air"]), showsLoops: true })).not.toContain("loop");
});
