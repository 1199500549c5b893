import type { CityNetwork, Segment } from "@arterial/domain/city/network";
import type { Device } from "@arterial/domain/device-kind";

const ROAD = {
  name: "Harbour Street",
  roadClass: "primary",
  lanes: 2,
  speedLimitKmh: 50,
  isBridge: false,
} as const;

const SEGMENTS: Segment[] = [
  {
    ...ROAD,
    id: "harbour-01",
    ref: "R1",
    lengthM: 640,
    fromJunctionId: "a",
    toJunctionId: "b",
    oppositeId: "harbour-02",
    line: [
      [11, 54.6],
      [11.01, 54.6],
    ],
  },
  {
    ...ROAD,
    id: "harbour-02",
    ref: "R1",
    lengthM: 640,
    fromJunctionId: "b",
    toJunctionId: "a",
    oppositeId: "harbour-01",
    line: [
      [11.01, 54.6],
      [11, 54.6],
    ],
  },
  {
    ...ROAD,
    id: "mint-01",
    name: "Mint Street",
    roadClass: "residential",
    lanes: 1,
    speedLimitKmh: 30,
    lengthM: 550,
    fromJunctionId: "b",
    toJunctionId: "c",
    line: [
      [11.01, 54.6],
      [11.01, 54.605],
    ],
  },
];

const JUNCTIONS: CityNetwork["junctions"] = [
  { id: "a", name: "", control: "dead_end", point: [11, 54.6] },
  { id: "b", name: "Harbour Street and Mint Street", control: "signal", point: [11.01, 54.6] },
  { id: "c", name: "", control: "priority", point: [11.01, 54.605] },
];

const LAND_USE: CityNetwork["landUse"] = [
  { id: "old-town", use: "district", name: "Old Town", geometry: { type: "Point", coordinates: [11, 54.6] } },
  {
    id: "quayside",
    use: "district",
    name: "Quayside",
    geometry: { type: "Point", coordinates: [11.012, 54.605] },
  },
  {
    id: "orre",
    use: "water",
    name: "Orre",
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [11, 54.59],
          [11.02, 54.59],
          [11.02, 54.595],
          [11, 54.59],
        ],
      ],
    },
  },
];

/** A city of two streets, three junctions and two districts, for tests. */
export function createCityFixture(changes: Partial<CityNetwork> = {}): CityNetwork {
  return {
    name: "Testhaven",
    timeZone: "Europe/Berlin",
    drivesOn: "right",
    isSimulated: true,
    segments: SEGMENTS,
    junctions: JUNCTIONS,
    landUse: LAND_USE,
    ...changes,
  };
}

/** A registered device, for tests: a loop on `harbour-01` unless changed. */
export function createDeviceFixture(changes: Partial<Device> = {}): Device {
  return {
    id: "loop-1",
    kind: "traffic",
    name: "Harbour Street, lane 1",
    lon: 11.005,
    lat: 54.6,
    segmentId: "harbour-01",
    offsetM: 320,
    lane: 0,
    expectedIntervalS: 60,
    ...changes,
  };
}
