import { describe, expect, it } from "vitest";
import { simulatorArguments } from "./replay.ts";

describe("simulatorArguments", () => {
  it("hands a file and further options to the command for its kind", () => {
    expect(simulatorArguments("a.xml.gz", "vehicle", ["--speed", "2"])).toEqual([
      "fcd",
      "a.xml.gz",
      "--speed",
      "2",
    ]);
    expect(simulatorArguments("b.csv", "air", [])).toEqual(["csv", "b.csv", "--kind", "air"]);
  });
});
