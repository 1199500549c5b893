import { expect, it } from "vitest";
import type { HandoverItem } from "./handover.ts";
import { mergeItems } from "./open-items.ts";

const note = (id: string, remark = ""): HandoverItem => ({
  type: "note",
  key: `note ${id}`,
  id,
  text: id,
  milestone: null,
  author: "Ada",
  since: 0,
  remark,
  isOver: false,
});

it("filling in again keeps remarks, adds what is new, drops what is over and was not written to", () => {
  const held = [note("open", "watch it"), note("over", "tow truck left"), note("gone")];
  expect(mergeItems(held, [note("open"), note("new")])).toEqual([
    note("open", "watch it"),
    note("new"),
    { ...note("over", "tow truck left"), isOver: true },
  ]);
});
