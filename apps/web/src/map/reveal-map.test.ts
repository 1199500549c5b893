import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type HiddenMap, revealMap } from "./reveal-map.ts";
import { mapEvents } from "./testing/map-events.ts";

const UNSIGNALED = 0x9118;
const SIGNALED = 0x9119;

/** As much of a map and its graphics as decides when it is shown; `drawn` counts the frames that the graphics finished. */
function hiddenMap({ hasGraphics = true } = {}) {
  const { tell: tellMap, ...events } = mapEvents();
  const state = { asked: 0, drawn: 0, shown: 0, isMoving: false };
  const gl = {
    UNSIGNALED,
    fenceSync: () => ({ frame: state.asked }),
    getSyncParameter: ({ frame }: { frame: number }) => (frame <= state.drawn ? SIGNALED : UNSIGNALED),
    deleteSync: () => undefined,
    flush: () => undefined,
  };
  const canvas = { style: { opacity: "" }, getContext: () => (hasGraphics ? gl : null) };
  const tell = (event: string): void => {
    if (event === "render") state.asked += 1;
    tellMap(event);
  };
  const map = {
    getCanvas: () => canvas,
    isMoving: () => state.isMoving,
    ...events,
  } as unknown as HiddenMap;
  revealMap(map, () => {
    state.shown += 1;
  });
  const isInSight = () => canvas.style.opacity !== "0";
  return { state, tell, isInSight };
}

describe("revealMap", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("shows a map that stands once the graphics have drawn its last frame, and says so once", () => {
    const { state, tell, isInSight } = hiddenMap();
    tell("render");
    tell("render");
    tell("idle");
    state.drawn = 1;
    vi.advanceTimersByTime(500);
    expect(isInSight()).toBe(false);
    expect(state.shown).toBe(0);
    state.drawn = 2;
    vi.advanceTimersByTime(16);
    expect(isInSight()).toBe(true);
    tell("idle");
    vi.advanceTimersByTime(5_000);
    expect(state.shown).toBe(1);
  });

  it("waits for no frame that is asked for after the map stood", () => {
    const { state, tell, isInSight } = hiddenMap();
    tell("render");
    tell("idle");
    tell("render");
    state.drawn = 1;
    vi.advanceTimersByTime(16);
    expect(isInSight()).toBe(true);
  });

  it("shows what has come of a map that goes on loading, and one that is moved at once", () => {
    const slow = hiddenMap();
    slow.tell("render");
    slow.state.drawn = 1;
    vi.advanceTimersByTime(2_999);
    expect(slow.isInSight()).toBe(false);
    vi.advanceTimersByTime(1);
    expect(slow.isInSight()).toBe(true);

    const moved = hiddenMap();
    moved.tell("movestart");
    expect(moved.isInSight()).toBe(false);
    moved.state.isMoving = true;
    moved.tell("movestart");
    expect(moved.isInSight()).toBe(true);
  });

  it("shows a map without graphics that could be asked when it stands", () => {
    const { tell, isInSight } = hiddenMap({ hasGraphics: false });
    tell("render");
    tell("idle");
    expect(isInSight()).toBe(true);
  });

  it("tells nothing any more once the map is taken away", () => {
    const { state, tell } = hiddenMap();
    tell("render");
    tell("idle");
    tell("remove");
    state.drawn = 1;
    vi.advanceTimersByTime(5_000);
    expect(state.shown).toBe(0);
  });
});
