import { describe, expect, it } from "vitest";
import { figuresOnWall, parseWallView, WALL_TURN_MS } from "./wall-view.ts";

describe("the wall's address", () => {
  it("names theme, view, layers and figures", () => {
    const view = parseWallView("?theme=light&at=10.8/54.6/12&layers=air&figures=delay,vehicles,nothing");
    expect(view.theme).toBe("light");
    expect(view.viewport).toEqual({ center: [10.8, 54.6], zoom: 12 });
    expect([...view.layers]).toEqual(["air"]);
    expect(view.figures).toEqual(["delay", "vehicles"]);
  });

  it("needs none of it", () => {
    const view = parseWallView("?theme=pink&figures=");
    expect(view.theme).toBe("wall");
    expect(view.viewport).toBeNull();
    expect([...view.layers]).toEqual(["congestion", "incidents", "vehicles"]);
    expect(view.figures).toBeNull();
  });
});

describe("figures on the wall", () => {
  const eight = [1, 2, 3, 4, 5, 6, 7, 8];
  const at = (turn: number, isStill = false) =>
    figuresOnWall(eight, { now: turn * WALL_TURN_MS + 5, isStill });

  it("take turns by the clock, without an empty place", () => {
    expect(at(0)).toEqual([1, 2, 3, 4, 5]);
    expect(at(1)).toEqual([4, 5, 6, 7, 8]);
    expect(at(2)).toEqual([1, 2, 3, 4, 5]);
  });

  it("stay where nothing may move, or where all have room", () => {
    expect(at(1, true)).toEqual([1, 2, 3, 4, 5]);
    expect(figuresOnWall([1, 2], { now: WALL_TURN_MS, isStill: false })).toEqual([1, 2]);
  });
});
