import { expect, it } from "vitest";
import { abnormalItem as item } from "../features/abnormal/testing/abnormal-item.ts";
import { type HeldMark, holdMarks } from "./hold-marks.ts";

const written = (marks: readonly HeldMark[]) =>
  marks.map(({ item: { id, severity }, isGone }) => `${id} S${severity}${isGone ? " gone" : ""}`);

const before = holdMarks([item("b", 3), item("a", 2)], [], false);

it("stand worst first", () => {
  expect(written(before)).toEqual(["a S2", "b S3"]);
  expect(written(holdMarks([item("b", 1), item("c", 4)], before, false))).toEqual(["b S1", "c S4"]);
});

it("keep order and place while the focus is among them, and new ones come after them", () => {
  const held = holdMarks([item("new", 1), item("b", 1)], before, true);
  expect(written(held)).toEqual(["a S2 gone", "b S1", "new S1"]);
  expect(written(holdMarks([item("new", 1)], held, true))).toEqual(["a S2 gone", "b S1 gone", "new S1"]);
});

it("stay when the whole list goes, so that the focus is not lost", () => {
  expect(written(holdMarks([], before, true))).toEqual(["a S2 gone", "b S3 gone"]);
});
