import { describe, expect, it } from "vitest";
import { safeNextPath } from "./sign-in.ts";

describe("safeNextPath", () => {
  it("keeps a path of this origin", () => {
    expect(safeNextPath("/?sel=device:air-03")).toBe("/?sel=device:air-03");
  });

  it.each([null, "", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "goes home instead of to %s",
    (next) => expect(safeNextPath(next)).toBe("/"),
  );
});
