import { describe, expect, it } from "vitest";
import { readChildMessage, readErrorLine } from "./child-message.ts";

describe("what a child says", () => {
  it("understands readiness and progress and ignores anything else", () => {
    expect(readChildMessage({ type: "ready" })).toEqual({ type: "ready" });
    expect(readChildMessage({ type: "progress", text: "day 3 of 28" })).toEqual({
      type: "progress",
      text: "day 3 of 28",
    });
    for (const other of [null, "ready", { type: "progress" }, { type: "other" }, 7]) {
      expect(readChildMessage(other)).toBeNull();
    }
  });

  it("picks the errors out of a log, with their cause", () => {
    expect(readErrorLine(`{"level":50,"msg":"start failed","err":{"message":"no broker"}}`)).toBe(
      "start failed: no broker",
    );
    expect(readErrorLine(`{"level":60,"msg":"unhandled error"}`)).toBe("unhandled error");
    for (const line of [`{"level":40,"msg":"slow"}`, "plain text", "", "null", `{"level":"50","msg":"x"}`]) {
      expect(readErrorLine(line)).toBeNull();
    }
  });
});
