import { describe, expect, it } from "vitest";
import { readPolygons } from "./polygons.ts";

const projection = {
  toLonLat: ([x, y]: [number, number]): [number, number] => [x / 1000, y / 1000],
  fromLonLat: ([lon, lat]: readonly [number, number]): [number, number] => [lon * 1000, lat * 1000],
};
const SQUARE = "0,0 10,0 10,10 0,10 0,0";

async function usesOf(polys: string) {
  const { landUse, skipped } = await readPolygons([`<additional>${polys}</additional>`], projection);
  return { uses: landUse.map((one) => one.use), landUse, skipped };
}

describe("readPolygons", () => {
  it("maps types of polyconvert's type map to land use and counts what it leaves out", async () => {
    const { uses, skipped } = await usesOf(
      ["building", "water", "forest", "landuse.residential", "tourism", "amenity"]
        .map((type, index) => `<poly id="${index}" type="${type}" fill="1" shape="${SQUARE}"/>`)
        .join(""),
    );
    expect(uses).toEqual(["building", "water", "forest", "built_up"]);
    expect(skipped).toBe(2);
  });

  it("trusts the original tags more than the type", async () => {
    const { uses, landUse } = await usesOf(
      `<poly id="1" type="historic" fill="1" shape="${SQUARE}"><param key="building" value="yes"/><param key="name" value="Old Hall"/></poly>`,
    );
    expect(uses).toEqual(["building"]);
    expect(landUse[0]?.name).toBe("Old Hall");
  });

  it("projects network coordinates and takes geo coordinates as they are", async () => {
    const { landUse } = await usesOf(
      `<poly id="n" type="water" fill="1" shape="${SQUARE}"/><poly id="g" type="water" geo="true" fill="1" shape="11.1,54.2 11.2,54.2 11.2,54.3"/>`,
    );
    expect(landUse.map((one) => one.geometry)).toEqual([
      {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [0.01, 0],
            [0.01, 0.01],
            [0, 0.01],
            [0, 0],
          ],
        ],
      },
      {
        type: "Polygon",
        coordinates: [
          [
            [11.1, 54.2],
            [11.2, 54.2],
            [11.2, 54.3],
            [11.1, 54.2],
          ],
        ],
      },
    ]);
  });

  it("keeps open shapes as lines", async () => {
    const { landUse } = await usesOf(`<poly id="r" type="railway" fill="0" shape="0,0 10,0"/>`);
    expect(landUse[0]?.geometry.type).toBe("LineString");
  });
});
