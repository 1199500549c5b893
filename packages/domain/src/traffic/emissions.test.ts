import { expect, it } from "vitest";
import { co2GPerKm, co2KgPerKmH } from "./emissions.ts";

it("is least at a steady 60 to 90 km/h and more than twice that in a jam, as in the source's figure", () => {
  const [jam, city, best, fast] = [10, 30, 72, 120].map(co2GPerKm) as [number, number, number, number];
  expect(best).toBeGreaterThan(180);
  expect(best).toBeLessThan(220);
  expect(jam).toBeGreaterThan(2 * best);
  expect(city).toBeGreaterThan(best);
  expect(fast).toBeGreaterThan(best);
});

it("does not leave the range of the fit", () => {
  expect(co2GPerKm(0)).toBe(co2GPerKm(5));
  expect(co2GPerKm(200)).toBe(co2GPerKm(150));
});

it("multiplies by the flow, and tells nothing where no speed is known", () => {
  expect(co2KgPerKmH({ flowVph: 1000, speedKmh: 72 })).toBeCloseTo(co2GPerKm(72), 10);
  expect(co2KgPerKmH({ flowVph: 1000, speedKmh: null })).toBe(0);
});
