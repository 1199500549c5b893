import { describe, expect, it } from "vitest";
import { findOpposites } from "./opposite-edge.ts";

function road(id: string, from: string, to: string, y: number, name = "") {
  const ends: [number, number][] = [
    [0, y],
    [100, y],
  ];
  return { id, from, to, name, line: from < to ? ends : [...ends].reverse() };
}

describe("findOpposites", () => {
  it("pairs the two directions of a road", () => {
    expect(findOpposites([road("out", "a", "b", 0), road("back", "b", "a", 4)])).toEqual(
      new Map([
        ["out", "back"],
        ["back", "out"],
      ]),
    );
  });

  it("prefers the same street to a nearer one and leaves the third alone", () => {
    const pairs = findOpposites([
      road("out", "a", "b", 0, "Main"),
      road("slip", "b", "a", 3, "Slip"),
      road("back", "b", "a", 8, "Main"),
    ]);
    expect(pairs.get("out")).toBe("back");
    expect(pairs.has("slip")).toBe(false);
  });

  it("does not pair roads that are far apart", () => {
    expect(findOpposites([road("out", "a", "b", 0), road("back", "b", "a", 60)]).size).toBe(0);
  });
});
