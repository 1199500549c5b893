import { describe, expect, it } from "vitest";
import { readNetwork } from "./network.ts";
import { SMALL_NETWORK_XML } from "./testing/small-network.ts";

describe("readNetwork", () => {
  it("reads edges with their lanes, access and parameters", async () => {
    const { edges } = await readNetwork([SMALL_NETWORK_XML]);
    const ab = edges.get("ab");
    expect(ab).toMatchObject({
      from: "A",
      to: "B",
      name: "Mill & Weir Street",
      isInternal: false,
      params: { ref: "R7" },
    });
    expect(ab?.lanes.map((lane) => lane.id)).toEqual(["ab_0", "ab_1"]);
    expect(ab?.lanes[0]).toMatchObject({ speedMs: 13.89, lengthM: 200, disallow: ["pedestrian"] });
    expect(edges.get(":B_0")?.isInternal).toBe(true);
    expect(edges.get("bc")?.lanes[0]?.shape).toEqual([
      [210, -4.8],
      [400, -4.8],
    ]);
  });

  it("reads junctions, signal plans, connections, roundabouts and the location", async () => {
    const network = await readNetwork([SMALL_NETWORK_XML]);
    expect(network.junctions.get("B")).toMatchObject({ type: "traffic_light", x: 205 });
    expect(network.signalPlans).toEqual([
      {
        id: "B",
        programId: "0",
        type: "static",
        offsetS: 5,
        phases: [
          { durationS: 30, state: "Gr" },
          { durationS: 3, state: "yr" },
        ],
      },
    ]);
    expect(network.connections[0]).toMatchObject({
      from: "ab",
      via: ":B_0_0",
      signalPlanId: "B",
      linkIndex: 0,
    });
    expect(network.roundabouts[0]?.junctionIds).toEqual(["C", "D"]);
    expect(network.location.netOffset).toEqual([-500000, -5000000]);
  });

  it("gives the same network however the bytes are cut", async () => {
    const bytes = new TextEncoder().encode(SMALL_NETWORK_XML.replace("Weir", "Wéir"));
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) =>
      bytes.subarray(i * 7, i * 7 + 7),
    );
    expect(await readNetwork(pieces)).toEqual(await readNetwork([bytes]));
    expect((await readNetwork(pieces)).edges.get("ab")?.name).toBe("Mill & Wéir Street");
  });

  it.each([
    ["INVALID_XML", SMALL_NETWORK_XML.slice(0, 900)],
    ["INVALID_XML", "PK\u0003 not xml"],
    ["NOT_A_NETWORK", "<routes><vehicle id='1'/></routes>"],
    ["NOT_A_NETWORK", "<net></net>"],
    ["INVALID_VALUE", SMALL_NETWORK_XML.replace('speed="8.33"', 'speed="fast"')],
    ["INVALID_VALUE", SMALL_NETWORK_XML.replace("0.00,-4.80 200.00,-4.80", "0.00,-4.80 200.00")],
  ])("refuses what is no network with %s", async (code, xml) => {
    await expect(readNetwork([xml])).rejects.toMatchObject({ code });
  });
});
