import { expect, it } from "vitest";
import { fromZonedTime, toZonedTime, typedFields } from "./zoned-time.ts";

const ZONE = "Europe/Copenhagen";

it.each(["2026-11-25T13:05:09Z", "2026-07-01T22:30:00Z", "2026-03-29T01:30:00Z", "2026-10-25T02:30:00Z"])(
  "%s comes back from the fields as it was",
  (iso) => {
    const at = Date.parse(iso);
    expect(fromZonedTime(toZonedTime(at, ZONE), ZONE)).toEqual([at]);
  },
);

it("writes the clocks of the zone", () => {
  expect(toZonedTime(Date.parse("2026-11-25T23:30:05Z"), ZONE)).toEqual({
    date: "2026-11-26",
    time: "00:30:05",
  });
});

it("gives both of two hours that clocks show twice, the earlier first", () => {
  const instants = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map(Date.parse);
  expect(fromZonedTime({ date: "2026-10-25", time: "02:30" }, ZONE)).toEqual(instants);
  const inNewYork = ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"].map(Date.parse);
  expect(fromZonedTime({ date: "2026-11-01", time: "01:30" }, "America/New_York")).toEqual(inNewYork);
});

it("takes an hour that clocks skip to be the one that follows", () => {
  const skipped = { date: "2026-03-29", time: "02:30" };
  expect(fromZonedTime(skipped, ZONE)).toEqual([Date.parse("2026-03-29T01:30:00Z")]);
});

it.each([
  { date: "", time: "10:00" },
  { date: "2026-13-45", time: "10:00" },
  { date: "2026-11-25", time: "noon" },
])("%o is no time", (fields) => expect(fromZonedTime(fields, ZONE)).toEqual([]));

it("what was typed and not sent goes when the clock is set to another moment", () => {
  const fields = { date: "2026-11-25", time: "09:00:00" };
  const clock = (t: number, speed: 0 | 8 = 0) => ({ mode: "replay", t, speed }) as const;
  expect(typedFields({ fields, setTo: 1_000 }, clock(1_000, 8))).toBe(fields);
  expect(typedFields({ fields, setTo: 1_000 }, clock(61_000))).toBeNull();
  expect(typedFields({ fields, setTo: 1_000 }, { mode: "live" })).toBeNull();
  expect(typedFields(null, clock(1_000))).toBeNull();
});
