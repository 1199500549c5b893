import { expect, it } from "vitest";
import { type EdgeDataRow, readEdgeData } from "./edge-data.ts";

it("reads edge data by interval and keeps missing values missing", async () => {
  const xml = `<meandata>
    <interval begin="0.00" end="300.00" id="e">
      <edge id="ab" sampledSeconds="62.50" traveltime="7.1" density="0.88" occupancy="0.49" speed="5.27" entered="4" left="3" departed="1" arrived="0"/>
    </interval>
    <interval begin="300.00" end="600.00" id="e"><edge id="ba" sampledSeconds="0.00"/></interval>
  </meandata>`;
  const rows: EdgeDataRow[] = [];
  for await (const row of readEdgeData([xml])) rows.push(row);
  expect(rows).toEqual([
    {
      edgeId: "ab",
      beginS: 0,
      endS: 300,
      sampledSeconds: 62.5,
      travelTimeS: 7.1,
      densityVpkm: 0.88,
      occupancyPercent: 0.49,
      speedMs: 5.27,
      entered: 4,
      left: 3,
      departed: 1,
      arrived: 0,
    },
    { edgeId: "ba", beginS: 300, endS: 600, sampledSeconds: 0, entered: 0, left: 0, departed: 0, arrived: 0 },
  ]);
});
