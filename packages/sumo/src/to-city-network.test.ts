import { describe, expect, it } from "vitest";
import { readNetwork } from "./network.ts";
import { SMALL_NETWORK_XML } from "./testing/small-network.ts";
import { toCityNetwork } from "./to-city-network.ts";

const OPTIONS = { name: "Small", timeZone: "Europe/Berlin", isSimulated: true };

async function cityOf(xml: string) {
  const result = toCityNetwork(await readNetwork([xml]), OPTIONS);
  if (!result.ok) throw new Error(result.message);
  return result.city;
}

describe("toCityNetwork", () => {
  it("makes segments of the edges that motor vehicles may use, and of no others", async () => {
    const city = await cityOf(SMALL_NETWORK_XML);
    expect(city.segments.map((segment) => segment.id)).toEqual(["ab", "ba", "bc"]);
    expect(city.segments[0]).toMatchObject({
      name: "Mill & Weir Street",
      ref: "R7",
      roadClass: "primary",
      lanes: 2,
      speedLimitKmh: 50,
      lengthM: 200,
      oppositeId: "ba",
      fromJunctionId: "A",
    });
  });

  it("counts only the lanes that motor vehicles may use", async () => {
    const city = await cityOf(SMALL_NETWORK_XML);
    expect(city.segments.find((segment) => segment.id === "bc")?.lanes).toBe(1);
  });

  it("draws a segment along the middle of its lanes", async () => {
    const city = await cityOf(SMALL_NETWORK_XML);
    const latOf = (id: string) => city.segments.find((segment) => segment.id === id)?.line[0]?.[1] ?? 0;
    const metresApart = (latOf("ba") - latOf("ab")) * 111_132;
    expect(metresApart).toBeGreaterThan(4.6);
    expect(metresApart).toBeLessThan(5);
  });

  it("tells signals, roundabouts and dead ends apart and names junctions by their streets", async () => {
    const city = await cityOf(SMALL_NETWORK_XML);
    expect(city.junctions.map(({ id, control, name }) => [id, control, name])).toEqual([
      ["A", "dead_end", "Mill & Weir Street"],
      ["B", "signal", "Mill & Weir Street"],
      ["C", "roundabout", ""],
    ]);
  });

  it("adds tracks and the ways through junctions for the basemap", async () => {
    const city = await cityOf(SMALL_NETWORK_XML);
    expect(city.landUse.map(({ id, use }) => [id, use])).toEqual([
      ["track-tram", "railway"],
      ["way-ab>bc", "street"],
    ]);
  });

  it("says that a network without georeference cannot be placed", async () => {
    const network = await readNetwork([
      SMALL_NETWORK_XML.replace(/projParameter="[^"]*"/, 'projParameter="!"'),
    ]);
    expect(toCityNetwork(network, OPTIONS)).toMatchObject({ ok: false, code: "NO_GEOREFERENCE" });
  });

  it("says that a network without roads has no segments", async () => {
    const xml = SMALL_NETWORK_XML.replace(/<edge id="(ab|ba|bc)"[\s\S]*?<\/edge>/g, "");
    expect(toCityNetwork(await readNetwork([xml]), OPTIONS)).toMatchObject({
      ok: false,
      code: "NO_SEGMENTS",
    });
  });
});
