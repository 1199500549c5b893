import { beforeEach, describe, expect, it } from "vitest";
import { createReader, type Reader } from "./reader.ts";

const INSIDE = {} as Node;
const seen = { target: { matches: () => true } };
const pressed = { target: { matches: () => false } };
/** The element that is read, with the keyboard focus in it or not. */
const frame = (hasFocus: boolean) => ({
  currentTarget: {
    querySelector: () => (hasFocus ? ({} as Element) : null),
    contains: (node: Node | null) => node === INSIDE,
  } as never,
});

let told: boolean[] = [];
let reader: Reader;
beforeEach(() => {
  told = [];
  reader = createReader((isInside) => told.push(isInside));
});

describe("a reader", () => {
  it("is inside with the pointer", () => {
    reader.handlers.onPointerEnter();
    reader.handlers.onPointerLeave(frame(false));
    expect(told).toEqual([true, false]);
  });

  it("is inside with a keyboard focus that is seen, and not with one that a press has left", () => {
    reader.handlers.onFocus(seen);
    reader.handlers.onBlur({ ...frame(true), relatedTarget: INSIDE });
    expect(told).toEqual([true]);
    reader.handlers.onBlur({ ...frame(false), relatedTarget: null });
    reader.handlers.onFocus(pressed);
    expect(told).toEqual([true, false, false]);
  });

  it("stays inside with one of the two when the other leaves", () => {
    reader.handlers.onPointerEnter();
    reader.handlers.onFocus(seen);
    reader.handlers.onPointerLeave(frame(true));
    expect(told.at(-1)).toBe(true);
    reader.handlers.onPointerEnter();
    reader.handlers.onBlur({ ...frame(false), relatedTarget: null });
    expect(told.at(-1)).toBe(true);
  });

  it("is away for a moment to take what waits, and goes on where the pointer is", () => {
    reader.handlers.onPointerEnter();
    reader.takeNew();
    expect(told).toEqual([true, false, true]);
    reader.handlers.onPointerLeave(frame(false));
    reader.takeNew();
    expect(told.slice(3)).toEqual([false, false, false]);
  });
});
