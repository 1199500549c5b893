import type { LiveSegment } from "@arterial/domain/live/frame";
import { describe, expect, it } from "vitest";
import { GERMAN } from "../../i18n/de/catalogue.ts";
import { ENGLISH } from "../../i18n/messages.ts";
import type { MapRow } from "./prepare-map-rows.ts";
import type { Measure } from "./row-measure.ts";
import { rankOfRow, stateOfRow, valueHead, valueOfDevice, valueOfStreet } from "./row-words.ts";

const STATE = { ratio: 0.5, speedKmh: 21.4, flowVph: 412, congestionClass: "severe" } as LiveSegment;

type SegmentRow = Extract<MapRow, { type: "segment" }>;

function street(measures: Measure[], state = STATE): SegmentRow {
  const course = { id: "a", name: "Quayside", roadClass: "primary", isTwoWay: false, halfGapPx: 0 } as const;
  return {
    type: "segment",
    id: "a",
    rank: 6,
    course: { ...course, line: [] },
    state,
    isTypical: false,
    measures,
  };
}

function station(measures: Measure[]): Extract<MapRow, { type: "device" }> {
  const device = { id: "a", kind: "air", name: "a", lon: 0, lat: 0, expectedIntervalS: 60 } as const;
  return { type: "device", id: "a", rank: 6, device, newest: null, age: "stale", measures };
}

const difference = (value: number | null, level: Measure["level"]): Measure => ({
  quantity: "difference",
  value,
  level,
});
const density: Measure = { quantity: "density", value: 42.25, level: "medium" };

describe("a row of a layer that measures", () => {
  it.each<[SegmentRow, string, string]>([
    [street([]), "21 km/h · 412 veh/h", "Severe congestion"],
    [street([difference(-0.18, "slower")]), "−18 %", "Slower"],
    [street([difference(0.12, "faster")]), "+12 %", "Faster"],
    [street([density]), "42.3 veh/km", "Medium"],
    [street([{ quantity: "delay", value: 15, level: "full" }]), "15.0 veh·h/km·h", "End of the scale"],
    [street([{ quantity: "emissions", value: 0, level: "none" }]), "0 kg/km·h", "None"],
    [street([density, difference(-0.3, "muchSlower")]), "42.3 veh/km · −30 %", "Medium"],
  ])("says the quantity with unit and sign, and how much that is", (row, value, rank) => {
    expect(valueOfStreet(row, ENGLISH)).toBe(value);
    expect(rankOfRow(row, ENGLISH)).toBe(rank);
  });

  it("says that a street stands there as it typically is", () => {
    const typical: SegmentRow = { ...street([]), isTypical: true, state: { ...STATE, flowVph: null } };
    expect(valueOfStreet(typical, ENGLISH)).toBe("21 km/h");
    expect(stateOfRow(typical, ENGLISH)).toBe("Typical: Severe congestion");
    expect(valueOfStreet({ ...typical, state: undefined }, ENGLISH)).toBe("no typical value");
  });

  it("says what is missing", () => {
    const unknown = difference(null, "unknown");
    expect(valueOfStreet(street([unknown]), ENGLISH)).toBe("no typical value");
    expect(valueOfStreet({ ...street([unknown]), state: undefined }, ENGLISH)).toBe(
      "too few vehicles in the last minutes",
    );
    const silent = { ...density, value: null, level: "unknown" } as const;
    expect(valueOfStreet(street([silent, unknown], { ...STATE, ratio: null }), ENGLISH)).toBe(
      "too few vehicles in the last minutes",
    );
    expect(valueOfDevice(station([{ quantity: "pm25", value: null, level: "unknown" }]), ENGLISH)).toBe(
      "no value",
    );
  });

  it("says of a device what the heat shows, and its age where that is nothing", () => {
    const known = station([{ quantity: "pm25", value: 27.7, level: "medium" }]);
    expect(valueOfDevice(known, ENGLISH)).toBe("27.7 µg/m³");
    expect(rankOfRow(known, ENGLISH)).toBe("Medium");
    expect(rankOfRow(station([{ quantity: "pm25", value: null, level: "unknown" }]), ENGLISH)).toBe("Stale");
    expect(valueOfDevice(station([]), ENGLISH)).toBe("");
  });

  it("has the value in the words of a stop on the map", () => {
    expect(stateOfRow(street([difference(-0.18, "slower")]), ENGLISH)).toBe("Slower, −18 %");
    expect(stateOfRow(street([]), ENGLISH)).toBe("Severe congestion");
    expect(stateOfRow(station([]), ENGLISH)).toBe("Stale");
  });

  it("heads the column with what is shown", () => {
    expect(valueHead([], ENGLISH)).toBe("Value");
    expect(valueHead(["congestion"], ENGLISH)).toBe("Value");
    expect(valueHead(["difference"], ENGLISH)).toBe("Against typical, % of free flow");
    expect(valueHead(["density", "difference"], ENGLISH)).toBe("Density · Against typical, % of free flow");
    expect(valueHead(["congestion", "pm25"], ENGLISH)).toBe("Speed · PM2.5");
    expect(valueHead(["delay"], GERMAN)).toBe("Zeitverlust");
  });
});
