import { describe, expect, it } from "vitest";
import { boundsOfLine, directionOfLine } from "./direction.ts";

describe("directionOfLine", () => {
  it.each([
    [[0, 1], "n"],
    [[1, 0.02], "e"],
    [[-0.01, -1], "s"],
    [[-1, 0], "w"],
  ] as const)("towards %s is %s", (end, direction) => {
    expect(
      directionOfLine([
        [0, 0],
        [end[0], end[1]],
      ]),
    ).toBe(direction);
  });

  it("counts degrees of longitude as shorter away from the equator", () => {
    expect(
      directionOfLine([
        [10, 60],
        [10.6, 60.6],
      ]),
    ).toBe("ne");
    expect(
      directionOfLine([
        [10, 60],
        [10.4, 60.6],
      ]),
    ).toBe("n");
  });

  it("has none for a line that ends where it began", () => {
    expect(
      directionOfLine([
        [1, 1],
        [2, 2],
        [1, 1],
      ]),
    ).toBeNull();
  });
});

describe("boundsOfLine", () => {
  it("is west, south, east, north", () => {
    expect(
      boundsOfLine([
        [3, 4],
        [1, 6],
        [2, 5],
      ]),
    ).toEqual([1, 4, 3, 6]);
  });
});
