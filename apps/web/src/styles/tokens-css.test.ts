import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cssName, tokensCss } from "./tokens-css.ts";

const squeezed = (css: string) => css.toLowerCase().replaceAll(/\s+/g, "");

describe("tokens.css", () => {
  it("is what the token modules say; write it anew with write-tokens-css.ts", () => {
    const written = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
    expect(squeezed(written)).toBe(squeezed(tokensCss()));
  });

  it("names tokens in kebab-case", () => {
    expect(cssName("lineStrong")).toBe("--line-strong");
    expect(cssName("ink2")).toBe("--ink2");
  });
});
