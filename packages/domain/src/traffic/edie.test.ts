import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { delayVehicleHours, edieState } from "./edie.ts";

describe("Edie's definitions", () => {
  it("gives the stated flow for a steady stream", () => {
    // 10 vehicles pass 500 m in 5 minutes at 36 km/h: 5 vehicle-km in 5/36 h.
    const state = edieState({ vehicleKm: 5, vehicleHours: 5 / 36 }, 500, 300);
    expect(state.flowVph).toBeCloseTo(120, 9);
    expect(state.speedKmh).toBeCloseTo(36, 9);
    expect(state.densityVpkm).toBeCloseTo(120 / 36, 9);
  });

  it("has no speed where nobody was", () => {
    expect(edieState({ vehicleKm: 0, vehicleHours: 0 }, 100, 60)).toEqual({
      flowVph: 0,
      speedKmh: null,
      densityVpkm: 0,
    });
  });

  it("keeps flow equal to density times speed", () => {
    const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, positive, (vehicleKm, vehicleHours, lengthM, sizeS) => {
        const { flowVph, speedKmh, densityVpkm } = edieState({ vehicleKm, vehicleHours }, lengthM, sizeS);
        expect((densityVpkm * (speedKmh ?? 0)) / flowVph).toBeCloseTo(1, 9);
      }),
    );
  });

  it("counts as delay only the time beyond free flow", () => {
    expect(delayVehicleHours({ vehicleKm: 50, vehicleHours: 2 }, 50)).toBeCloseTo(1, 9);
    expect(delayVehicleHours({ vehicleKm: 50, vehicleHours: 0.8 }, 50)).toBe(0);
  });
});
