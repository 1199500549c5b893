import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTumblingWindows } from "./tumbling-windows.ts";
import type { WindowDefinition } from "./window-definition.ts";

const definition: WindowDefinition = {
  name: "test",
  sizeMs: 60,
  slideMs: 60,
  outOfOrdernessMs: 0,
  graceMs: 100,
};

function counting() {
  return createTumblingWindows(definition, () => ({ count: 0 }));
}

function add(windows: ReturnType<typeof counting>, key: string, eventAt: number): boolean {
  const state = windows.touch(key, eventAt);
  if (state) state.count += 1;
  return state !== undefined;
}

describe("tumbling windows", () => {
  it("close when the watermark reaches their end, and not before", () => {
    const windows = counting();
    add(windows, "a", 0);
    add(windows, "a", 59);
    add(windows, "a", 60);
    expect(windows.advance(59)).toEqual([]);
    expect(windows.advance(60)).toEqual([{ key: "a", startAt: 0, state: { count: 2 }, isCorrected: false }]);
    expect(windows.advance(60)).toEqual([]);
  });

  it("give out a correction for a late record within grace", () => {
    const windows = counting();
    add(windows, "a", 10);
    windows.advance(100);
    expect(add(windows, "a", 20)).toBe(true);
    expect(add(windows, "b", 20)).toBe(true);
    expect(windows.advance(101)).toEqual([
      { key: "a", startAt: 0, state: { count: 2 }, isCorrected: true },
      { key: "b", startAt: 0, state: { count: 1 }, isCorrected: true },
    ]);
  });

  it("count what comes after grace and leave the window alone", () => {
    const windows = counting();
    add(windows, "a", 10);
    windows.advance(160);
    expect(add(windows, "a", 20)).toBe(false);
    expect(windows.advance(161)).toEqual([]);
    expect(windows.lateCount()).toBe(1);
    expect(windows.size()).toBe(0);
  });

  it("call late what is beyond grace before anything was given out, and give out the rest as it was", () => {
    const windows = counting();
    add(windows, "a", 10);
    windows.pass(160);
    expect(add(windows, "a", 20)).toBe(false);
    expect(add(windows, "b", 70)).toBe(true);
    expect(windows.advance(160)).toEqual([
      { key: "a", startAt: 0, state: { count: 1 }, isCorrected: false },
      { key: "b", startAt: 60, state: { count: 1 }, isCorrected: false },
    ]);
  });

  it("refuse a definition that slides", () => {
    expect(() => createTumblingWindows({ ...definition, slideMs: 30 }, () => 0)).toThrow(RangeError);
  });

  it("end with the same counts whatever the order of records within grace", () => {
    const record = fc.record({
      key: fc.constantFrom("a", "b", "c"),
      eventAt: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(record), fc.array(fc.integer({ min: 0, max: 100 })), (records, moments) => {
        const final = new Map<string, number>();
        const windows = counting();
        const take = (watermarkAt: number) => {
          for (const { key, startAt, state } of windows.advance(watermarkAt)) {
            final.set(`${key}@${startAt}`, state.count);
          }
        };
        records.forEach(({ key, eventAt }, i) => {
          add(windows, key, eventAt);
          take(moments[i] ?? 0);
        });
        take(1_000);
        const expected = new Map<string, number>();
        for (const { key, eventAt } of records) {
          const name = `${key}@${Math.floor(eventAt / 60) * 60}`;
          expected.set(name, (expected.get(name) ?? 0) + 1);
        }
        expect(final).toEqual(expected);
      }),
    );
  });
});
