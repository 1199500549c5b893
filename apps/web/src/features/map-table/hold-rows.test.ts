import { expect, it } from "vitest";
import { type HeldRow, holdRows, MAX_ROWS } from "./hold-rows.ts";
import type { MapRow } from "./prepare-map-rows.ts";

function street(id: string, rank = 5): MapRow {
  const course = { id, name: id, roadClass: "primary", isTwoWay: false, halfGapPx: 0, line: [] } as const;
  return {
    type: "segment",
    id,
    rank,
    course: { ...course, line: [] },
    state: undefined,
    isTypical: false,
    measures: [],
  };
}
const idsOf = (rows: readonly HeldRow[]) => rows.map(({ row }) => row.id);
const free = (...rows: MapRow[]) => holdRows(rows, []).rows;

it("takes the worst rows as they come while nobody is among them", () => {
  const many = Array.from({ length: MAX_ROWS + 5 }, (_, index) => street(`s${index}`));
  const { rows, waiting } = holdRows(many, []);
  expect(idsOf(rows)).toEqual(many.slice(0, MAX_ROWS).map(({ id }) => id));
  expect(waiting).toBe(0);
});

it("keeps the places of the rows that the reader is among, with their values of the moment", () => {
  const { rows, waiting } = holdRows([street("b", 3), street("a", 9)], free(street("a"), street("b")));
  expect(rows).toEqual([
    { row: street("a", 9), isGone: false },
    { row: street("b", 3), isGone: false },
  ]);
  expect(waiting).toBe(0);
});

it("leaves what has gone in its place and says so, has new rows wait and counts them", () => {
  const { rows, waiting } = holdRows([street("new"), street("b")], free(street("a"), street("b")));
  expect(rows.map(({ row, isGone }) => [row.id, isGone])).toEqual([
    ["a", true],
    ["b", false],
  ]);
  expect(waiting).toBe(1);
});

it("does not call gone what is only not among the worst any more", () => {
  const worse = Array.from({ length: MAX_ROWS }, (_, index) => street(`w${index}`, 1));
  const { rows, waiting } = holdRows([...worse, street("a")], free(street("a")));
  expect(rows).toEqual([{ row: street("a"), isGone: false }]);
  expect(waiting).toBe(MAX_ROWS);
});
