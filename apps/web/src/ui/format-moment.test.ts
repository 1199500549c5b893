import { expect, it } from "vitest";
import { formatMoment, formatStamp } from "./format-moment.ts";
import { createTimeFormat } from "./format-time.ts";

const timeFormat = createTimeFormat("Europe/Berlin");
const now = Date.parse("2026-11-28T00:30:00Z");

it.each([
  ["2026-11-27T23:12:44Z", "00:12:44 CET"],
  // The same day in UTC, another one by the city's clocks.
  ["2026-11-27T22:59:59Z", "Fri 27 Nov 2026 23:59 CET"],
  ["2026-11-25T08:12:44Z", "Wed 25 Nov 2026 09:12 CET"],
  ["2026-07-01T08:12:44Z", "Wed 1 Jul 2026 10:12 CEST"],
])("%s is told as %s", (at, told) => {
  expect(formatMoment(Date.parse(at), { now, timeFormat })).toBe(told);
});

it("leaves out seconds and zone where nobody needs them", () => {
  const at = Date.parse("2026-11-28T00:12:44.070Z");
  expect(formatMoment(at, { now, timeFormat, hasSeconds: false })).toBe("01:12 CET");
  expect(formatStamp(at, { now, timeFormat })).toBe("01:12:44.070");
  expect(formatStamp(at - 3 * 86_400_000, { now, timeFormat })).toBe("Wed 25 Nov 2026 01:12:44.070");
});
