import type { CityFigure } from "@arterial/domain/live/frame";
import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../i18n/messages.ts";
import { createTimeFormat } from "../../ui/format-time.ts";
import { prepareComparedFigure } from "./prepare-compared-figure.ts";

const NOW = 1_000_000;

function figure(id: CityFigure["id"], value: number | null, newestAt = NOW): CityFigure {
  return {
    id,
    value,
    typical: { low: 1.1, high: 1.3 },
    quality: {
      used: 9,
      total: 10,
      basis: "segments",
      shares: { observed: 1, imputed: 0, suspect: 0 },
    },
    newestAt,
    trend: [],
    detail: {},
  };
}

const compare = (given: CityFigure, median?: number) =>
  prepareComparedFigure(given, median, {
    now: NOW,
    messages: ENGLISH,
    timeFormat: createTimeFormat("Europe/Berlin"),
  });

describe("prepareComparedFigure", () => {
  it("has value, typical median and the difference, which fits the two as they are written", () => {
    const { view, typical, difference } = compare(figure("travelTimeIndex", 1.424), 1.196);
    expect([view.value, typical, difference]).toEqual(["1.42", "1.20", "+0.22"]);
    expect(view.direction).toBe("above");
  });

  it("writes a difference down with a minus, and none without a sign", () => {
    expect(compare(figure("spaceMeanSpeed", 38.2), 41).difference).toBe("\u22122.8");
    expect(compare(figure("delay", 8.3), 8.4).difference).toBe("0");
  });

  it("has no difference without a typical value or without a reading", () => {
    expect(compare(figure("weather", 4.5))).toMatchObject({ typical: null, difference: null });
    expect(compare(figure("delay", null), 8)).toMatchObject({ typical: "8", difference: null });
    expect(compare(figure("delay", 9, NOW - 86_400_000), 8).view.age).not.toBe("fresh");
  });
});
