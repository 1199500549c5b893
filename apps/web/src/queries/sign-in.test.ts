import { describe, expect, it } from "vitest";
import { safeNextPath, signInPath } from "./sign-in.ts";

const ORIGIN = "https://city.example";

describe("safeNextPath", () => {
  it.each(["/?sel=device:air-03", "/handover?at=1#top", "/"])("keeps %s, of this origin", (next) => {
    expect(safeNextPath(next, ORIGIN)).toBe(next);
  });

  it("keeps what comes after this origin's own address", () => {
    expect(safeNextPath("https://city.example/wall?theme=dark", ORIGIN)).toBe("/wall?theme=dark");
  });

  it.each([
    null,
    "",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "blob:https://city.example/1",
    "http://city.example/",
    "https://city.example:444/",
    "https://[",
  ])("goes home instead of to %j", (next) => expect(safeNextPath(next, ORIGIN)).toBe("/"));

  it.each(["/.//evil.example", "/..//evil.example", "https://city.example//evil.example"])(
    "stays on this origin with %s",
    (next) => expect(new URL(safeNextPath(next, ORIGIN), ORIGIN).origin).toBe(ORIGIN),
  );
});

it("leads back to the view that one had", () => {
  const here = {
    pathname: "/",
    search: "?at=11.0/54.6/12&sel=abnormal:congestion%3Aq%261&t=2026-11-17T14:32:00Z",
  };
  const { searchParams } = new URL(signInPath(here), ORIGIN);
  expect(safeNextPath(searchParams.get("next"), ORIGIN)).toBe(`${here.pathname}${here.search}`);
});
