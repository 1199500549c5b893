import type { LonLat } from "@arterial/domain/city/network";
import { describe, expect, it } from "vitest";
import { type ZoneShape, zoneOf, zonesOf } from "./zone-of.ts";

const square: ZoneShape = {
  id: "square",
  name: "Square",
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [0, 4],
        [0, 0],
      ],
      [
        [1, 1],
        [3, 1],
        [3, 3],
        [1, 3],
        [1, 1],
      ],
    ],
  },
};
const west: ZoneShape = { id: "west", name: "West", geometry: { type: "Point", coordinates: [-10, 0] } };

describe("zoneOf", () => {
  it("is the polygon that holds the point, however near another zone's point is", () => {
    expect(zoneOf([0.5, 0.5], [west, square])).toBe("square");
  });

  it("is the nearest zone's for a point in no polygon", () => {
    expect(zoneOf([-6, 0], [west, square])).toBe("west");
  });

  it("does not count a hole as inside", () => {
    const middle: ZoneShape = {
      id: "middle",
      name: "",
      geometry: { type: "Point", coordinates: [2.1, 2.1] },
    };
    expect(zoneOf([2, 2], [square, middle])).toBe("middle");
  });

  it("measures east-west distances at the place's latitude", () => {
    const at = (id: string, coordinates: LonLat): ZoneShape => ({
      id,
      name: id,
      geometry: { type: "Point", coordinates },
    });
    expect(zoneOf([10, 60], [at("north", [10, 61]), at("east", [11.5, 60])])).toBe("east");
  });

  it("is undefined in a city without zones", () => {
    expect(zoneOf([0, 0], [])).toBeUndefined();
  });
});

describe("zonesOf", () => {
  it("takes districts only", () => {
    const geometry = { type: "Point", coordinates: [0, 0] as LonLat } as const;
    expect(
      zonesOf([
        { id: "a", use: "district", name: "Old Town", geometry },
        { id: "b", use: "park", name: "Common", geometry },
      ]).map((zone) => zone.name),
    ).toEqual(["Old Town"]);
  });
});
