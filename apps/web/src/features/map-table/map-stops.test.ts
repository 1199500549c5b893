import type { LonLat } from "@arterial/domain/city/network";
import { expect, it } from "vitest";
import { MAX_STOPS, prepareMapStops } from "./map-stops.ts";
import type { MapRow } from "./prepare-map-rows.ts";

function street(id: string, line: LonLat[]): MapRow {
  const course = { id, name: id, roadClass: "primary", isTwoWay: false, halfGapPx: 0, line } as const;
  return {
    type: "segment",
    id,
    rank: 5,
    course: { ...course, line },
    state: undefined,
    isTypical: false,
    measures: [],
  };
}

function station(id: string, [lon, lat]: LonLat): MapRow {
  const device = { id, kind: "air", name: id, lon, lat, expectedIntervalS: 60 } as const;
  return { type: "device", id, rank: 8, device, newest: null, age: "offline", measures: [] };
}

const MARK: MapRow = {
  type: "abnormal",
  id: "mark",
  rank: 1,
  item: {
    id: "mark",
    severity: 1,
    kind: "air",
    subject: { type: "device", id: "air-1" },
    point: [0.5, 0.5],
    code: "air.unhealthy",
    params: {},
    since: 0,
    segmentIds: [],
  },
};
const stops = (rows: MapRow[]) => prepareMapStops(rows, [0, 0, 1, 1]);

it("stops at streets and devices in the order of the table, and leaves the marks to themselves", () => {
  const rows = [MARK, street("jam", [[0.2, 0.2]]), station("dead", [0.4, 0.4]), street("free", [[0.6, 0.6]])];
  expect(stops(rows).map(({ feature }) => feature)).toEqual([
    { type: "segment", id: "jam" },
    { type: "device", id: "dead" },
    { type: "segment", id: "free" },
  ]);
});

it("stands at the corner in view that is nearest to a street's middle", () => {
  const line: LonLat[] = [
    [-1, 0.5],
    [0.1, 0.5],
    [0.9, 0.5],
    [2, 0.5],
    [3, 0.5],
    [4, 0.5],
    [5, 0.5],
  ];
  expect(stops([street("long", line)]).map(({ point }) => point)).toEqual([[0.9, 0.5]]);
});

it("does not stop at what the view does not hold", () => {
  const across: LonLat[] = [
    [-1, 0.5],
    [2, 0.5],
  ];
  expect(stops([street("across", across), station("away", [2, 2])])).toEqual([]);
});

it("ends after the worst", () => {
  const rows = Array.from({ length: MAX_STOPS + 5 }, (_, index) => street(`s${index}`, [[0.5, 0.5]]));
  expect(stops(rows).map(({ feature }) => feature.id)).toEqual(rows.slice(0, MAX_STOPS).map(({ id }) => id));
});
