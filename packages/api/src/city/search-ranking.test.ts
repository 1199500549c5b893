import { describe, expect, it } from "vitest";
import { normalizeText, rankText } from "./search-ranking.ts";

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

  it("forgives a typing error but not another word", () => {
    expect(rankText("habour street", "harbour street")).toBeGreaterThan(0);
    expect(rankText("brickfield", "harbour street")).toBe(0);
  });

  it("finds nothing for an empty query", () => {
    expect(rankText("", "harbour street")).toBe(0);
  });
});
