import { expect, it } from "vitest";
import { type IncidentTraits, similarityOf } from "./similarity.ts";

const own: IncidentTraits = {
  code: "congestion.severe",
  subjectId: "a",
  segmentIds: ["a", "b"],
  hourOfWeek: 8,
};

it("the same place, kind and hour is the same; place weighs most", () => {
  expect(similarityOf(own, own)).toBe(1);
  expect(similarityOf(own, { ...own, hourOfWeek: 20 })).toBe(0.75);
  expect(similarityOf(own, { ...own, subjectId: "x", segmentIds: ["x"] })).toBeCloseTo(0.4);
  expect(similarityOf(own, { ...own, code: "congestion.heavy" })).toBeCloseTo(0.85);
});

it("queues that share segments are alike in part, and hours wrap at midnight", () => {
  expect(similarityOf(own, { ...own, subjectId: "b", segmentIds: ["b", "c"] })).toBeCloseTo(0.6 / 3 + 0.4);
  const [late, early] = [23, 24].map((hourOfWeek) => ({ ...own, hourOfWeek }));
  expect(similarityOf(late as IncidentTraits, early as IncidentTraits)).toBeCloseTo(1 - 0.25 / 4);
});

it("a weekday's hour is only half like a weekend's", () => {
  expect(similarityOf(own, { ...own, hourOfWeek: 5 * 24 + 8 })).toBeCloseTo(0.875);
});
