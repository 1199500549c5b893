import { expect, it } from "vitest";
import { delayCost, parseDelayRate } from "./delay-cost.ts";

it("reads a rate with its currency, and nothing else", () => {
  expect(parseDelayRate("27.50 EUR")).toEqual({ perVehicleHour: 27.5, currency: "EUR" });
  for (const text of ["27.50", "EUR 27", "-1 EUR", "1 eur", "1.234 EUR", ""]) {
    expect(parseDelayRate(text)).toBeUndefined();
  }
});

it("costs what the delay is worth, and time that was gained costs nothing", () => {
  const rate = { perVehicleHour: 20, currency: "EUR" };
  expect(delayCost(12.5, rate)).toBe(250);
  expect(delayCost(-1, rate)).toBe(0);
});
