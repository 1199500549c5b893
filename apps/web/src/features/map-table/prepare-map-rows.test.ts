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

function device(id: string, kind: "air" | "traffic", newestAt: number | null) {
  const latest = newestAt === null ? null : { ts: newestAt, values: {} };
  return { id, kind, name: id, lon: 0.5, lat: 0.5, expectedIntervalS: 60, latest };
}

const CONTENTS: MapContents = {
  bounds: [0, 0, 1, 1],
  selection: null,
  layers: new Set<MapLayerId>(["incidents", "congestion", "air"]),
  abnormal: [item("s3", 3, [0.5, 0.5]), item("s1", 1, [0.2, 0.2]), item("away", 1, [2, 2])],
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
  isReplay: false,
  now: NOW,
};
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
