import { describe, expect, it } from "vitest";
import { SELECTABLE_TYPES } from "../map/live-map-props.ts";
import { DEFAULT_LAYERS, formatViewState, parseViewState } from "./view-state.ts";

const START = {
  viewport: null,
  layers: DEFAULT_LAYERS,
  heat: "density" as const,
  selection: null,
  comparison: null,
};

describe("view state in the address", () => {
  it("comes back as it was written", () => {
    const state = {
      viewport: { center: [10.84251, 54.59613] as [number, number], zoom: 12.34 },
      layers: new Set(["heat", "weather"] as const),
      heat: "delay" as const,
      selection: { type: "segment" as const, id: "A17/kai & co:2" },
      comparison: "typical" as const,
    };
    expect(parseViewState(formatViewState(state))).toEqual(state);
  });

  it.each(SELECTABLE_TYPES)("restores what is selected on the level of a %s", (type) => {
    const selection = { type, id: "Kai & Söhne:2" };
    const text = formatViewState({ ...START, selection });
    expect(parseViewState(text).selection).toEqual(selection);
  });

  it("is empty while everything is as it starts", () => {
    expect(formatViewState({ ...START, layers: new Set(DEFAULT_LAYERS) })).toBe("");
    expect(parseViewState("")).toEqual(START);
  });

  it("keeps it that all layers are off", () => {
    const text = formatViewState({ ...START, layers: new Set() });
    expect(parseViewState(text).layers.size).toBe(0);
  });

  it.each(["?at=1/2", "?at=500/1/2", "?at=a/b/c", "?at=1/2/99", "?at=1/2/3/4", "?at=//"])(
    "takes the malformed place %s for none",
    (search) => expect(parseViewState(search).viewport).toBeNull(),
  );

  it.each(["?sel=", "?sel=segment:", "?sel=:x", "?sel=user:1", "?sel=segment"])(
    "takes the malformed selection %s for none",
    (search) => expect(parseViewState(search).selection).toBeNull(),
  );

  it("compares with nothing that there is not", () => {
    expect(parseViewState("?compare=yesterday").comparison).toBeNull();
  });

  it("ignores layers that do not exist", () => {
    expect([...parseViewState("?layers=air,satellite").layers]).toEqual(["air"]);
  });
});
