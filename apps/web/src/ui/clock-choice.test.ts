import { expect, it } from "vitest";
import { chosenTimeZone, computerTimeZone } from "./clock-choice.ts";
import { createTimeFormat } from "./format-time.ts";

it("writes times by the city's clocks, in UTC, or by this computer's", () => {
  expect(chosenTimeZone("city", "Asia/Kathmandu")).toBe("Asia/Kathmandu");
  expect(chosenTimeZone("utc", "Asia/Kathmandu")).toBe("UTC");
  expect(chosenTimeZone("computer", "Asia/Kathmandu")).toBe(computerTimeZone());
  const at = Date.parse("2026-11-17T16:42:08Z");
  const { time, zone } = createTimeFormat(chosenTimeZone("utc", "Asia/Kathmandu"));
  expect(`${time(at)} ${zone(at)}`).toBe("16:42 UTC");
});
