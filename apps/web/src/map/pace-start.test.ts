import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { paceStart, type StartingMap } from "./pace-start.ts";
import { mapEvents } from "./testing/map-events.ts";

/** As much of a map as decides when it draws; a frame is drawn as soon as it is asked for. */
function startMap() {
  const { tell, ...events } = mapEvents();
  const state = { isSourceLoaded: true, areTilesLoaded: true, isMoving: false, frames: 0 };
  const map = {
    triggerRepaint: () => {
      state.frames += 1;
      tell("render");
    },
    areTilesLoaded: () => state.areTilesLoaded,
    isMoving: () => state.isMoving,
    getSource: () => ({ loaded: () => state.isSourceLoaded }),
    ...events,
  } as unknown as StartingMap;
  paceStart(map, "city");
  return { map, state, tell };
}

describe("paceStart", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("draws the first frame once the source is there, and waits no longer than 600 ms for it", () => {
    const { map, state } = startMap();
    state.isSourceLoaded = false;
    map.triggerRepaint();
    expect(state.frames).toBe(0);
    state.isSourceLoaded = true;
    map.triggerRepaint();
    expect(state.frames).toBe(1);

    const other = startMap();
    other.state.isSourceLoaded = false;
    other.map.triggerRepaint();
    vi.advanceTimersByTime(600);
    expect(other.state.frames).toBe(1);
  });

  it("asks for tiles as soon as the source is there, whatever was drawn before", () => {
    const { map, state, tell } = startMap();
    state.isSourceLoaded = false;
    tell("render");
    state.isSourceLoaded = true;
    map.triggerRepaint();
    expect(state.frames).toBe(1);
  });

  it("draws tiles that come one by one together, as soon as the last is there", () => {
    const { map, state } = startMap();
    map.triggerRepaint();
    state.areTilesLoaded = false;
    for (let tile = 0; tile < 4; tile += 1) {
      vi.advanceTimersByTime(90);
      map.triggerRepaint();
    }
    expect(state.frames).toBe(1);
    state.areTilesLoaded = true;
    map.triggerRepaint();
    expect(state.frames).toBe(2);
  });

  it("shows what has come of tiles that take long", () => {
    const { map, state } = startMap();
    map.triggerRepaint();
    state.areTilesLoaded = false;
    map.triggerRepaint();
    vi.advanceTimersByTime(600);
    expect(state.frames).toBe(2);
  });

  it("never loses the last frame that was asked for", () => {
    const { map, state } = startMap();
    for (let ask = 0; ask < 5; ask += 1) map.triggerRepaint();
    expect(state.frames).toBe(1);
    vi.advanceTimersByTime(200);
    expect(state.frames).toBe(2);
  });

  it("draws every frame of a map that is moved, and of one that stands", () => {
    const { map, state, tell } = startMap();
    map.triggerRepaint();
    state.isMoving = true;
    map.triggerRepaint();
    expect(state.frames).toBe(2);
    state.isMoving = false;
    tell("idle");
    map.triggerRepaint();
    map.triggerRepaint();
    expect(state.frames).toBe(4);
  });

  it("draws nothing any more once the map is taken away", () => {
    const { map, state, tell } = startMap();
    map.triggerRepaint();
    map.triggerRepaint();
    tell("remove");
    vi.advanceTimersByTime(1_000);
    expect(state.frames).toBe(1);
  });
});
