import { describe, expect, it } from "vitest";
import { simulatorArguments } from "./replay.ts";

describe("simulatorArguments", () => {
  it("hands a file and further options to the command for its kind", () => {
    expect(simulatorArguments("b.csv", "air", ["--speed", "2"])).toEqual([
      "csv",
      "b.csv",
      "--kind",
      "air",
      "--speed",
      "2",
    ]);
  });

  it("names a vehicle feed after its file unless one is given", () => {
    const args = ["fcd", "data/noon run.fcd.xml.gz", "--device", "replay-noon-run"];
    expect(simulatorArguments("data/noon run.fcd.xml.gz", "vehicle", [])).toEqual(args);
    expect(simulatorArguments("a.xml", "vehicle", ["--device", "x"])).toEqual([
      "fcd",
      "a.xml",
      "--device",
      "x",
    ]);
  });

  it("refuses kinds that are not recorded in files", () => {
    expect(() => simulatorArguments("a.csv", "camera", [])).toThrow(/cannot be replayed/);
  });
});
