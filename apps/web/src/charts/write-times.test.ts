import { expect, it } from "vitest";
import { createTimeFormat } from "../ui/format-time.ts";
import { chartTimes } from "./write-times.ts";

const BERLIN = createTimeFormat("Europe/Berlin");
const at = (text: string) => Date.parse(text);
const NOON = at("2026-07-07T10:00:00Z");
const HOUR = 3_600_000;

it("leaves the day out of an hour, also of one over midnight", () => {
  const midnight = at("2026-07-06T22:00:00Z");
  const { time, clock, tick } = chartTimes(BERLIN, { from: midnight - HOUR, to: midnight + HOUR });
  expect([time(midnight), clock(midnight), tick(midnight)]).toEqual(["00:00", "00:00:00", "00:00"]);
});

it("names the day of every time of a longer stretch, on the axis at its midnight in the city", () => {
  const { time, clock, tick } = chartTimes(BERLIN, { from: NOON - 24 * HOUR, to: NOON });
  expect([time(NOON), clock(NOON), tick(NOON)]).toEqual(["Tue 12:00", "Tue 12:00:00", "12:00"]);
  expect(tick(at("2026-07-06T22:00:00Z"))).toBe("Tue");
  expect(tick(at("2026-07-07T00:00:00Z"))).toBe("02:00");
});
