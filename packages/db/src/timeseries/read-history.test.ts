import { describe, expect, it } from "vitest";
import { withGaps } from "./read-history.ts";

describe("withGaps", () => {
  it("puts one null where readings are missing and none where they are regular", () => {
    const points = [0, 60, 120, 600].map((t) => ({ t, value: t }));
    expect(withGaps(points, 150)).toEqual([
      { t: 0, value: 0 },
      { t: 60, value: 60 },
      { t: 120, value: 120 },
      { t: 180, value: null },
      { t: 600, value: 600 },
    ]);
  });

  it("leaves an empty history empty", () => {
    expect(withGaps([], 10)).toEqual([]);
  });
});
