import { expect, it } from "vitest";
import { matchReadings } from "./match-readings.ts";

const LOAD = { startedAt: 1_000.5, perSecond: 4, loops: 2, messages: 6 };

it("accounts for every message: shown, replaced by a newer one, or missing", () => {
  // Loop 0 is due at 1000.5, 1500.5 and 2000.5, loop 1 at 1250.5, 1750.5 and 2250.5.
  const seen = [
    [
      [900, 950],
      [1_000, 1_010],
      [2_000, 2_100],
    ],
    [[1_250, 1_300]],
  ] as const;
  const { latenciesMs, ...counts } = matchReadings(LOAD, (loop) => seen[loop] ?? []);
  expect(counts).toEqual({ shown: 3, superseded: 1, missing: 2 });
  expect(latenciesMs).toEqual([9.5, 49.5, 99.5, 599.5]);
});
