import { describe, expect, it } from "vitest";
import { playedVehicle } from "../testing/played-vehicle.ts";
import { createCameraView } from "./camera-view.ts";

const CAMERA = { id: "c", lon: 11, lat: 54.6, headingDeg: 0, fieldOfViewDeg: 60, rangeM: 100 };
const METRE = 1 / 111_195;

function north(metres: number, overrides = {}) {
  return playedVehicle({ lat: 54.6 + metres * METRE, ...overrides });
}

describe("createCameraView", () => {
  it("counts each vehicle once when it comes into view, by class", () => {
    const view = createCameraView(CAMERA);
    view.step([north(120)]);
    view.step([north(90)]);
    view.step([north(60), north(40, { id: "bus-1", vehicleClass: "bus" })]);
    expect(view.take().counts).toEqual({ car: 1, bus: 1 });
    view.step([north(30)]);
    expect(view.take().counts).toEqual({});
  });

  it("sees nothing behind it, beside it or out of range", () => {
    const view = createCameraView(CAMERA);
    view.step([north(-20), north(101), playedVehicle({ lon: 11 + 50 * METRE, lat: 54.6 + 5 * METRE })]);
    expect(view.take()).toEqual({ counts: {}, stopped: 0, queueM: 0 });
  });

  it("sees across north", () => {
    const view = createCameraView({ ...CAMERA, headingDeg: 350 });
    view.step([north(50)]);
    expect(view.take().counts).toEqual({ car: 1 });
  });

  it("measures the standing row of one lane from its first bumper to its last", () => {
    const view = createCameraView(CAMERA);
    view.step([
      north(20, { id: "a", speedKmh: 0, offsetM: 80 }),
      north(30, { id: "b", speedKmh: 3, offsetM: 70 }),
      north(40, { id: "c", speedKmh: 0, offsetM: 60, lane: 1 }),
      north(50, { id: "d", speedKmh: 30, offsetM: 50 }),
    ]);
    const { stopped, queueM, speedKmh } = view.take();
    expect(stopped).toBe(3);
    expect(queueM).toBeCloseTo(14.6, 6);
    expect(speedKmh).toBeCloseTo(33 / 4, 9);
  });
});
