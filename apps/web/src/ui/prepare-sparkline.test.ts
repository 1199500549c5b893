import { describe, expect, it } from "vitest";
import { prepareSparkline } from "./prepare-sparkline.ts";

const BOX = { width: 62, height: 24 };

describe("prepareSparkline", () => {
  it("breaks the line where a value is missing", () => {
    const { line } = prepareSparkline({ ...BOX, trend: [1, 2, null, 3, 4], typical: null });
    expect(line.match(/M/g)).toHaveLength(2);
  });

  it("marks the newest value only when it is there", () => {
    expect(prepareSparkline({ ...BOX, trend: [1, 2, null], typical: null }).dot).toBeNull();
    expect(prepareSparkline({ ...BOX, trend: [1, 2], typical: null }).dot).toEqual({ x: 60, y: 2 });
  });

  it("scales values and typical range together, larger values higher", () => {
    const { band, dot } = prepareSparkline({ ...BOX, trend: [30, 60], typical: { low: 10, high: 20 } });
    expect(band && dot && band.y > dot.y).toBe(true);
  });

  it("does not blow up a trend that hardly moves", () => {
    const { line } = prepareSparkline({ ...BOX, trend: [100, 100.1, 100], typical: null });
    const heights = [...line.matchAll(/ ([\d.]+)/g)].map((match) => Number(match[1]));
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1);
  });

  it("draws nothing from nothing", () => {
    expect(prepareSparkline({ ...BOX, trend: [null, null], typical: null })).toEqual({
      line: "",
      band: null,
      dot: null,
    });
  });
});
