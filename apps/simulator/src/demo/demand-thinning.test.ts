import { describe, expect, it } from "vitest";
import { playedVehicle } from "../testing/played-vehicle.ts";
import { createDemandThinning } from "./demand-thinning.ts";

const VEHICLES = Array.from({ length: 1000 }, (_, index) => playedVehicle({ id: `v${index}` }));

describe("createDemandThinning", () => {
  it.each([
    [1, 1000, 1000],
    [0.6, 560, 640],
    [0.05, 310, 390],
  ])("keeps about the share %d of the vehicles, and never fewer than the floor", (share, low, high) => {
    const kept = createDemandThinning()(VEHICLES, share).length;
    expect(kept).toBeGreaterThanOrEqual(low);
    expect(kept).toBeLessThanOrEqual(high);
  });

  it("stays with its decision for a vehicle while it is on the road", () => {
    const thin = createDemandThinning();
    const before = thin(VEHICLES, 0.9).map((one) => one.id);
    expect(thin(VEHICLES, 0.4).map((one) => one.id)).toEqual(before);
    thin([], 0.4);
    expect(thin(VEHICLES, 0.4).length).toBeLessThan(before.length);
  });
});
