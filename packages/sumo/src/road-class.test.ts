import { describe, expect, it } from "vitest";
import { roadClassOf } from "./road-class.ts";

describe("roadClassOf", () => {
  it.each([
    ["highway.motorway_link", 13.9, 1, "motorway"],
    ["highway.tertiary", 13.9, 1, "secondary"],
    ["highway.living_street", 2.8, 1, "residential"],
    ["primary", 13.9, 2, "primary"],
    ["", 36.1, 3, "motorway"],
    ["", 13.89, 3, "primary"],
    ["", 13.89, 2, "secondary"],
    ["", 13.89, 1, "residential"],
    ["", 5, 1, "service"],
  ])("takes %j at %d m/s with %d lanes for %s", (type, speedMs, lanes, expected) => {
    expect(roadClassOf({ type, speedMs, lanes })).toBe(expected);
  });
});
