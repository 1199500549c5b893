import { describe, expect, it } from "vitest";
import { edgeOfLane, type FcdStep, readFcd } from "./fcd.ts";

const FILE = `<fcd-export>
  <timestep time="0.00"/>
  <timestep time="1.00">
    <vehicle id="car 1" x="11.5" y="44.25" angle="90.5" type="bus" speed="8.10" pos="20.3" lane="a[0]+2_1" slope="0"/>
    <person id="p" x="1" y="1" angle="0" speed="0" pos="0" edge="a" slope="0"/>
    <vehicle id="v2" x="1" y="2" speed="0.00" lane=":j_0_0"/>
  </timestep>
</fcd-export>`;

describe("readFcd", () => {
  it("yields one step after the other with its vehicles and without persons", async () => {
    const steps: FcdStep[] = [];
    for await (const step of readFcd([FILE])) steps.push(step);
    expect(steps).toEqual([
      { timeS: 0, vehicles: [] },
      {
        timeS: 1,
        vehicles: [
          {
            id: "car 1",
            x: 11.5,
            y: 44.25,
            headingDeg: 90.5,
            type: "bus",
            speedMs: 8.1,
            positionM: 20.3,
            laneId: "a[0]+2_1",
          },
          { id: "v2", x: 1, y: 2, speedMs: 0, type: "", laneId: ":j_0_0" },
        ],
      },
    ]);
  });

  it("yields what came before a cut and then reports it", async () => {
    const seen: number[] = [];
    const read = async () => {
      for await (const step of readFcd([FILE.slice(0, 40), FILE.slice(40, 200)])) seen.push(step.timeS);
    };
    await expect(read()).rejects.toMatchObject({ code: "INVALID_XML" });
    expect(seen).toEqual([0]);
  });
});

describe("edgeOfLane", () => {
  it.each([
    ["a[0]+2_1", "a[0]+2"],
    ["r1_cw_07_0", "r1_cw_07"],
    [":j_0_0", undefined],
    ["", undefined],
  ])("finds the edge of %j", (laneId, edgeId) => {
    expect(edgeOfLane(laneId)).toBe(edgeId);
  });
});
