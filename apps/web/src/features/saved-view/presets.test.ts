import { expect, it } from "vitest";
import { presetAddress } from "./presets.ts";

it("changes the layers and leaves place, selection and time", () => {
  expect(
    presetAddress("air", "?at=1/2/3&layers=congestion&heat=delay&sel=zone:a%26b&t=2026-01-01T00:00:00Z"),
  ).toBe("?at=1/2/3&sel=zone:a%26b&t=2026-01-01T00:00:00Z&layers=heat,air,weather&heat=pm25");
  expect(presetAddress("traffic", "")).toBe("?layers=congestion,incidents,vehicles,cameras");
});
