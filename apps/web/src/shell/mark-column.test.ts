import type { AbnormalItem } from "@arterial/domain/live/frame";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { arrangeRows } from "../features/abnormal/order.ts";
import { abnormalItem as item } from "../features/abnormal/testing/abnormal-item.ts";
import { Marks } from "./mark-column.tsx";

function draw(items: readonly AbnormalItem[], isHeld: boolean): string {
  const shown = arrangeRows({ items: [item("a", 2), item("b", 3)], shown: [], isHeld: false }).rows;
  const nothing = () => undefined;
  return renderToStaticMarkup(
    createElement(Marks, { ...arrangeRows({ items, shown, isHeld }), onTakeNew: nothing, onSelect: nothing }),
  );
}
const labelsOf = (markup: string) =>
  [...markup.matchAll(/aria-label="(severity[^"]*)"/g)].map(([, label]) => label);

it("draws the marks worst first", () => {
  expect(labelsOf(draw([item("b", 3), item("worse", 1)], false)).map((label) => label?.slice(0, 10))).toEqual(
    ["severity 1", "severity 3"],
  );
});

it("keeps the marks in their places while they are held, says which are over and how many wait", () => {
  const held = draw([item("b", 3), item("worse", 1)], true);
  const labels = labelsOf(held);
  expect(labels.map((label) => label?.slice(0, 10))).toEqual(["severity 2", "severity 3"]);
  expect(labels.map((label) => label?.endsWith(", cleared"))).toEqual([true, false]);
  expect(held).toContain(">1 new</button>");
});

it("draws no button for what waits when nothing does", () => {
  expect(draw([item("a", 2), item("b", 3)], true)).not.toContain(" new</button>");
});
