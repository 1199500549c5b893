import { expect, it } from "vitest";
import { type InductionLoopRow, readInductionLoopOutput, readInductionLoops } from "./induction-loops.ts";

it("reads E1 loops under either of their names, with either name of the period", async () => {
  const xml = `<additional>
    <e1Detector id="old" lane="a_x_1" pos="23" freq="1800" file="o.xml"/>
    <inductionLoop id="new" lane="b_0" pos="-5" period="60" file="o.xml"/>
    <inductionLoop id="end" lane="b_0" pos="1" file="o.xml"/>
    <laneAreaDetector id="no" lane="b_0" pos="0" file="o.xml"/>
  </additional>`;
  expect(await readInductionLoops([xml])).toEqual([
    { id: "old", laneId: "a_x_1", edgeId: "a_x", positionM: 23, periodS: 1800 },
    { id: "new", laneId: "b_0", edgeId: "b", positionM: -5, periodS: 60 },
    { id: "end", laneId: "b_0", edgeId: "b", positionM: 1 },
  ]);
});

it("reads E1 output and takes a speed of -1 for no value", async () => {
  const xml = `<detector>
    <interval begin="0.00" end="60.00" id="l" nVehContrib="2" flow="120.00" occupancy="4.04" speed="12.65" length="6.37" nVehEntered="2"/>
    <interval begin="60.00" end="120.00" id="l" nVehContrib="0" flow="0.00" occupancy="0.00" speed="-1.00" length="-1.00" nVehEntered="0"/>
  </detector>`;
  const rows: InductionLoopRow[] = [];
  for await (const row of readInductionLoopOutput([xml])) rows.push(row);
  expect(rows).toEqual([
    { id: "l", beginS: 0, endS: 60, count: 2, flowVph: 120, occupancyPercent: 4.04, speedMs: 12.65 },
    { id: "l", beginS: 60, endS: 120, count: 0, flowVph: 0, occupancyPercent: 0 },
  ]);
});
