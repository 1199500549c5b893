import { createZoneOffset } from "@arterial/domain/time/zone-offset";
import { expect, it } from "vitest";
import { createTimeFormat } from "../../ui/format-time.ts";
import { hourWords, startOfHour } from "./typical-hour.ts";

it.each([
  ["Europe/Berlin", "2026-11-26T16:10:08Z", "Thursday 17:00–18:00 CET"],
  ["Asia/Kolkata", "2026-11-26T11:40:00Z", "Thursday 17:00–18:00 IST"],
  ["Asia/Kathmandu", "2026-11-26T11:14:59Z", "Thursday 16:00–17:00 UTC+5:45"],
  // The hour that clocks show twice, the first and the second time.
  ["Europe/Berlin", "2026-10-25T00:30:00Z", "Sunday 02:00–02:00 CEST"],
  ["Europe/Berlin", "2026-10-25T01:30:00Z", "Sunday 02:00–03:00 CET"],
])("names the hour by the clocks of %s at %s", (zone, at, words) => {
  const instant = Date.parse(at);
  const startAt = startOfHour(instant, createZoneOffset(zone)(instant));
  expect(hourWords(startAt, createTimeFormat(zone))).toBe(words);
});
