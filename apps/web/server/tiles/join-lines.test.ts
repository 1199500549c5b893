import fc from "fast-check";
import { expect, test } from "vitest";
import { type EndedLine, joinLines } from "./join-lines.ts";

const line = (from: number, to: number): EndedLine => ({
  from: `n${from}`,
  to: `n${to}`,
  line: [
    [from, 0],
    [to, 0],
  ],
});

test("a street in pieces becomes one line, whatever the order and direction of its pieces", () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      (order, isTurned) => {
        const pieces = order.map((start) =>
          isTurned[start] ? line(start + 1, start) : line(start, start + 1),
        );
        const [joined, ...others] = joinLines(pieces);
        expect(others).toEqual([]);
        const along = joined?.map(([x]) => x) ?? [];
        expect(along[0] === 0 ? along : along.reverse()).toEqual([0, 1, 2, 3, 4, 5]);
      },
    ),
  );
});

test("a fork is not crossed", () => {
  expect(joinLines([line(0, 1), line(1, 2), line(1, 3)])).toHaveLength(3);
});

test("a ring is one line that ends where it began", () => {
  const [ring, ...others] = joinLines([line(0, 1), line(1, 2), line(2, 0)]);
  expect(others).toEqual([]);
  expect(ring?.[0]).toEqual(ring?.at(-1));
});
