import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sliceElements } from "./slice-elements.ts";

const json = (value: unknown, indent?: number) => Buffer.from(JSON.stringify(value, null, indent));
const texts = (slices: readonly Buffer[]) => slices.map(String);

/** The element at `index`, looked for from the first byte: each is the shortest JSON up to a comma or a bracket. */
function findElement(array: string, index: number): string | undefined {
  let from = array.indexOf("[") + 1;
  for (let current = 0; from > 0; current++) {
    let to = nextEnd(array, from);
    while (to !== -1 && !isJson(array.slice(from, to))) to = nextEnd(array, to + 1);
    if (current === index) return array.slice(from, to).replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, "");
    from = to + 1;
  }
  return undefined;
}

function nextEnd(text: string, from: number): number {
  const ends = [text.indexOf(",", from), text.indexOf("]", from)].filter((at) => at !== -1);
  return ends.length === 0 ? -1 : Math.min(...ends);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("the bytes of an array's elements", () => {
  it("are those that they were written with, without the blanks around them", () => {
    const array = Buffer.from(' [ {"a" : "],["} ,\n 7, "\\"é" ,[[],{}] ]\r\n');
    expect(texts(sliceElements(array))).toEqual(['{"a" : "],["}', "7", '"\\"é"', "[[],{}]"]);
  });

  it("are none in an empty array", () => {
    expect(sliceElements(Buffer.from("[ \n]"))).toEqual([]);
  });

  it("parse to those elements, whatever the array holds", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(0, 2), (values, indent) => {
        const parsed = sliceElements(json(values, indent)).map((slice) => JSON.parse(String(slice)));
        expect(JSON.stringify(parsed)).toBe(JSON.stringify(values));
      }),
    );
  });

  it("are the same as when each is looked for by itself from the first byte", () => {
    const valueArbitrary = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom("],[", '\\"', ' [,"', "é}"),
    );
    fc.assert(
      fc.property(fc.array(valueArbitrary, { maxLength: 8 }), fc.constantFrom(0, 1), (values, indent) => {
        const bytes = json(values, indent);
        const alone = values.map((_, index) => findElement(bytes.toString(), index));
        expect(texts(sliceElements(bytes))).toEqual(alone);
      }),
    );
  });
});
