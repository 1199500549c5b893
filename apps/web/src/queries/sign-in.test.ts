import { describe, expect, it } from "vitest";
import { safeNextPath, signInPath } from "./sign-in.ts";

describe("safeNextPath", () => {
  it("keeps a path of this origin", () => {
    expect(safeNextPath("/?sel=device:air-03")).toBe("/?sel=device:air-03");
  });

  it.each([null, "", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "goes home instead of to %s",
    (next) => expect(safeNextPath(next)).toBe("/"),
  );
});

it("leads back to the view that one had", () => {
  const here = {
    pathname: "/",
    search: "?at=11.0/54.6/12&sel=abnormal:congestion%3Aq%261&t=2026-11-17T14:32:00Z",
  };
  const { searchParams } = new URL(signInPath(here), "https://city.example");
  expect(safeNextPath(searchParams.get("next"))).toBe(`${here.pathname}${here.search}`);
});
