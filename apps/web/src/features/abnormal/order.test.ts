import type { AbnormalItem } from "@arterial/domain/live/frame";
import { describe, expect, it } from "vitest";
import { arrangeRows } from "./order.ts";
import { abnormalItem as item } from "./testing/abnormal-item.ts";

const ids = (rows: readonly { item: AbnormalItem }[]) => rows.map((row) => row.item.id);

describe("arrangeRows", () => {
  it("puts the worst first, then the newest", () => {
    const items = [item("old2", 2, 10), item("s3", 3, 90), item("new2", 2, 20), item("s1", 1, 5)];
    expect(ids(arrangeRows({ items, shown: [], isHeld: false }).rows)).toEqual(["s1", "new2", "old2", "s3"]);
  });

  it("moves nothing while the reader is in the list, and counts what waits", () => {
    const shown = arrangeRows({ items: [item("a", 3), item("b", 4)], shown: [], isHeld: false }).rows;
    const items = [item("worse", 1), item("a", 2), item("b", 4)];
    const held = arrangeRows({ items, shown, isHeld: true });
    expect(ids(held.rows)).toEqual(["a", "b"]);
    expect(held.rows[0]?.item.severity).toBe(2);
    expect(held.waiting).toBe(1);
  });

  it("keeps a row that has gone as cleared until the reader leaves", () => {
    const shown = arrangeRows({ items: [item("a", 3), item("b", 4)], shown: [], isHeld: false }).rows;
    const held = arrangeRows({ items: [item("b", 4)], shown, isHeld: true });
    expect(held.rows.map((row) => row.isCleared)).toEqual([true, false]);
    expect(held.waiting).toBe(0);
    expect(ids(arrangeRows({ items: [item("b", 4)], shown: held.rows, isHeld: false }).rows)).toEqual(["b"]);
  });
});
