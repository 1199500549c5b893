import { describe, expect, it } from "vitest";
import { createProjection } from "./projection.ts";

const UTM32 = "+proj=utm +zone=32 +ellps=WGS84 +datum=WGS84 +units=m +no_defs";

function location(projParameter: string, netOffset: [number, number] = [0, 0]) {
  return { projParameter, netOffset, convBoundary: [0, 0, 0, 0] as [number, number, number, number] };
}

describe("createProjection", () => {
  it("takes the offset off and inverts UTM", () => {
    const result = createProjection(location(UTM32, [-683195.58, -4928877.56]));
    if (!result.ok) throw new Error(result.message);
    // A bus of the Bologna scenario in two FCD files of SUMO 1.15, one of them with --fcd-output.geo.
    const [lon, lat] = result.projection.toLonLat([430.53, 1916.77]);
    expect(lon).toBeCloseTo(11.310_097, 6);
    expect(lat).toBeCloseTo(44.507_108, 6);
    const [x, y] = result.projection.fromLonLat([lon, lat]);
    expect(x).toBeCloseTo(430.53, 3);
    expect(y).toBeCloseTo(1916.77, 3);
  });

  it("knows SUMO's simple projection", () => {
    const result = createProjection(location("-"));
    if (!result.ok) throw new Error(result.message);
    const [lon, lat] = result.projection.toLonLat(result.projection.fromLonLat([11, 54.6]));
    expect(lon).toBeCloseTo(11, 9);
    expect(lat).toBeCloseTo(54.6, 9);
  });

  it.each([
    ["!", "NO_GEOREFERENCE"],
    ["", "NO_GEOREFERENCE"],
    ["+proj=nonsense", "UNKNOWN_PROJECTION"],
    ["gibberish", "UNKNOWN_PROJECTION"],
  ])("answers %j with %s instead of throwing", (parameter, code) => {
    expect(createProjection(location(parameter))).toMatchObject({ ok: false, code });
  });
});
