import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sliceElement } from "./slice-element.ts";

const json = (value: unknown, indent?: number) => Buffer.from(JSON.stringify(value, null, indent));

describe("the bytes of an array's element", () => {
  it("are those that it was written with, without the blanks around it", () => {
    const array = Buffer.from('[ {"a" : "],["} ,\n 7, "\\"é" ]');
    expect(sliceElement(array, 0)?.toString()).toBe('{"a" : "],["}');
    expect(sliceElement(array, 1)?.toString()).toBe("7");
    expect(sliceElement(array, 2)?.toString()).toBe('"\\"é"');
    expect(sliceElement(array, 3)).toBeUndefined();
  });

  it("parse to that element, whatever the array holds", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.constantFrom(0, 2), (values, indent) => {
        const bytes = json(values, indent);
        const parsed = values.map((_, i) => JSON.parse(sliceElement(bytes, i)?.toString() ?? ""));
        expect(JSON.stringify(parsed)).toBe(JSON.stringify(values));
      }),
    );
  });
});
