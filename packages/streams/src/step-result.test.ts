import { expect, it } from "vitest";
import { deadLetter, drop, ok, redirect } from "./step-result.ts";

it("results are plain values that tell what becomes of the input", () => {
  expect(ok(1)).toEqual({ type: "ok", value: 1 });
  expect(drop("stale")).toEqual({ type: "drop", reason: "stale" });
  expect(deadLetter("not-utf8", "byte 3")).toEqual({
    type: "deadLetter",
    reason: "not-utf8",
    detail: "byte 3",
  });
  expect(redirect("vehicle-data", 7)).toEqual({ type: "redirect", output: "vehicle-data", value: 7 });
});
