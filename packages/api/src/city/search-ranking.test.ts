import { describe, expect, it } from "vitest";
import { editDistances, normalizeText, rankText } from "./search-ranking.ts";

describe("normalizeText", () => {
  it("drops case, accents and punctuation", () => {
    expect(normalizeText("  Große Straße / Champs-Élysées ")).toBe("grosse strasse champs elysees");
  });
});

describe("rankText", () => {
  it("prefers the same text, then a beginning, then words, then a part, then a likeness", () => {
    const rank = (text: string) => rankText("mint street", normalizeText(text));
    const ranks = [
      "Mint Street",
      "Mint Street East",
      "Old Mint, Street of",
      "Peppermint Streets",
      "Mnit Street",
    ].map(rank);
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
    expect(Math.min(...ranks)).toBeGreaterThan(0);
  });

  it("finds words in any order and half typed", () => {
    expect(rankText("str harb", "harbour street")).toBeGreaterThan(0.5);
  });

  it("forgives slips of the finger but not another word", () => {
    expect(rankText("habor", "harbour street")).toBeGreaterThan(0);
    expect(rankText("quya", "quayside")).toBeGreaterThan(0);
    expect(rankText("mint", "mill lane")).toBe(0);
    expect(rankText("habour street", "harbour street")).toBeGreaterThan(0);
    expect(rankText("brickfield", "harbour street")).toBe(0);
  });

  it("finds nothing for an empty query", () => {
    expect(rankText("", "harbour street")).toBe(0);
  });
});

describe("editDistances", () => {
  it.each([
    ["", "abc", 3],
    ["abc", "abc", 0],
    ["acb", "abc", 1],
    ["habor", "harbour", 2],
    ["kitten", "sitting", 3],
  ])("of %j and %j is %i", (a, b, distance) => {
    expect(editDistances(a, b).at(-1)).toBe(distance);
    expect(editDistances(b, a).at(-1)).toBe(distance);
  });
});
