import type { CityFigure } from "@arterial/domain/live/frame";
import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../i18n/messages.ts";
import { createTimeFormat } from "../../ui/format-time.ts";
import { prepareFigure } from "./prepare-figure.ts";

const NOW = 1_000_000;

function figure(changes: Partial<CityFigure> = {}): CityFigure {
  return {
    id: "travelTimeIndex",
    value: 1.384,
    typical: { low: 1.18, high: 1.3 },
    quality: { used: 118, total: 124, basis: "sensors", shares: { observed: 1, imputed: 0, suspect: 0 } },
    newestAt: NOW - 10_000,
    trend: [],
    detail: {},
    ...changes,
  };
}
const view = (changes?: Partial<CityFigure>) =>
  prepareFigure(figure(changes), {
    now: NOW,
    messages: ENGLISH,
    timeFormat: createTimeFormat("Europe/Berlin"),
  });

describe("prepareFigure", () => {
  it("writes value, typical range and quality, and says on which side of typical it is", () => {
    expect(view()).toMatchObject({
      value: "1.38",
      note: "typical 1.18–1.30",
      quality: "118 of 124",
      basis: "sensors",
      direction: "above",
      isDoubtful: false,
      age: "fresh",
    });
    expect(view({ value: 1.1 }).direction).toBe("below");
    expect(view({ value: 1.25 }).direction).toBeNull();
  });

  it("calls nothing abnormal that is written as a bound of its typical range", () => {
    expect(view({ value: 1.302 })).toMatchObject({ value: "1.30", direction: null });
    expect(view({ value: 1.306 })).toMatchObject({ value: "1.31", direction: "above" });
    expect(view({ value: 1.178 })).toMatchObject({ value: "1.18", direction: null });
  });

  it("doubts a figure from fewer than 60 % of its sensors", () => {
    expect(
      view({
        quality: { used: 31, total: 61, basis: "sites", shares: { observed: 1, imputed: 0, suspect: 0 } },
      }).isDoubtful,
    ).toBe(true);
  });

  it("shows a dash and no direction without a value", () => {
    expect(view({ value: null })).toMatchObject({ value: "–", direction: null });
  });

  it("says so when nothing is known of what is typical", () => {
    expect(view({ typical: null }).note).toBe("no typical range yet");
  });

  it("ages with its newest contribution", () => {
    expect(view()).toMatchObject({ age: "fresh", ageNote: null });
    expect(view({ newestAt: NOW - 200_000 })).toMatchObject({ age: "late", ageNote: "newest 3 min 20 s" });
    expect(view({ newestAt: NOW - 400_000 })).toMatchObject({
      age: "stale",
      ageNote: "silent since 01:10:00 CET",
    });
  });

  it("writes the capacity behind free parking and rain and wind beside the weather", () => {
    expect(view({ id: "parking", value: 3912, detail: { capacity: 11460 } }).unit).toBe("of 11\u202F460");
    const weather = view({
      id: "weather",
      value: 7.24,
      detail: { precipitationMmH: 0, windMs: 6, windDeg: 230, visibilityM: 6100 },
    });
    expect(weather).toMatchObject({
      value: "7.2",
      aside: ["dry", "wind 6.0 m/s SW"],
      note: "visibility 6.1 km",
    });
  });
});
