import { describe, expect, it } from "vitest";
import { formatNumber, formatRange } from "./format-number.ts";

describe("formatNumber", () => {
  it("parts thousands by a thin no-break space", () => {
    expect(formatNumber(2140)).toBe("2\u202F140");
    expect(formatNumber(1_234_567.8, { decimals: 1 })).toBe("1\u202F234\u202F567.8");
  });

  it("writes minus as U+2212 and never a minus zero", () => {
    expect(formatNumber(-7.25, { decimals: 1 })).toBe("\u22127.3");
    expect(formatNumber(-0.04, { decimals: 1 })).toBe("0.0");
  });

  it("writes a plus only where a change is meant", () => {
    expect(formatNumber(6.4, { decimals: 1, isSigned: true })).toBe("+6.4");
    expect(formatNumber(0, { isSigned: true })).toBe("0");
  });

  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])("writes a dash for %s", (value) => {
    expect(formatNumber(value)).toBe("–");
  });

  it("takes the decimal mark of the locale", () => {
    expect(formatNumber(1234.5, { decimals: 1, locale: "de" })).toBe("1\u202F234,5");
  });

  it("writes both ends of a range alike", () => {
    expect(formatRange(1.18, 1.3, { decimals: 2 })).toBe("1.18–1.30");
  });

  it("writes a range whose ends are written alike as one number", () => {
    expect(formatRange(0, 0.3)).toBe("0");
  });
});
