import { expect, it } from "vitest";
import { ENGLISH } from "../../i18n/messages.ts";
import { createTimeFormat } from "../../ui/format-time.ts";
import { ageWords } from "./device-age.ts";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const DAY_MS = 86_400_000;
const words = (age: "fresh" | "late" | "stale" | "offline", agoMs: number) =>
  ageWords({
    ...{ age, newestAt: NOW - agoMs, now: NOW },
    ...{ timeFormat: createTimeFormat("Europe/Berlin"), messages: ENGLISH },
  });

it("says the day of what is silent since another one", () => {
  expect(words("offline", 3 * DAY_MS)).toBe("silent since Wed 25 Nov 2026 13:00 CET");
  expect(words("offline", 3_600_000)).toBe("silent since 12:00:00 CET");
  expect(words("stale", DAY_MS)).toBe("last Fri 27 Nov 2026 13:00 CET, left out");
  expect(words("late", 220_000)).toBe("newest 3 min 40 s");
});
