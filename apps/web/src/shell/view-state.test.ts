import { describe, expect, it } from "vitest";
import { SELECTABLE_TYPES } from "../map/live-map-props.ts";
import { chooseHeat, DEFAULT_LAYERS, formatViewState, parseViewState, toggleLayer } from "./view-state.ts";

const START = {
  viewport: null,
  layers: DEFAULT_LAYERS,
  heat: "density" as const,
  selection: null,
  comparison: null,
  isTypical: false,
};

describe("view state in the address", () => {
  it("comes back as it was written", () => {
    const state = {
      viewport: { center: [10.84251, 54.59613] as [number, number], zoom: 12.34 },
      layers: new Set(["heat", "weather"] as const),
      heat: "delay" as const,
      selection: { type: "segment" as const, id: "A17/kai & co:2" },
      comparison: "typical" as const,
      isTypical: true,
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

describe("a surface of fine dust", () => {
  const on = (search: string) => [...parseViewState(search).layers].sort();
  const surface = () => parseViewState("?layers=heat,air&heat=pm25");

  it("never stands without its stations' values", () => {
    expect(on("?layers=heat&heat=pm25")).toEqual(["air", "heat"]);
    const roads = parseViewState("?layers=heat&heat=delay");
    expect([...chooseHeat(roads, "pm25").layers].sort()).toEqual(["air", "heat"]);
    const off = parseViewState("?layers=weather&heat=pm25");
    expect([...toggleLayer(off, "heat").layers].sort()).toEqual(["air", "heat", "weather"]);
  });

  it("goes with its stations", () => {
    expect([...toggleLayer(surface(), "air").layers]).toEqual([]);
    expect([...toggleLayer(surface(), "heat").layers]).toEqual(["air"]);
  });

  it("leaves other layers to themselves", () => {
    expect(on("?layers=heat&heat=parking")).toEqual(["heat"]);
    expect(on("?layers=weather&heat=pm25")).toEqual(["weather"]);
    expect([...toggleLayer(parseViewState("?layers=heat,air&heat=delay"), "air").layers]).toEqual(["heat"]);
  });
});
