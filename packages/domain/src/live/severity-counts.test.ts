import { expect, it } from "vitest";
import { countAll, countBySeverity } from "./severity-counts.ts";

it("counts each severity, and all that an item of a flood stands for instead of the item", () => {
  expect(countBySeverity([{ severity: 1 }, { severity: 3 }, { severity: 3 }])).toEqual([1, 0, 2, 0]);
  const flood = [
    { severity: 1 as const },
    { severity: 2 as const, others: [0, 40, 0, 9] as [number, number, number, number] },
  ];
  expect([countBySeverity(flood), countAll(flood)]).toEqual([[1, 40, 0, 9], 50]);
});
