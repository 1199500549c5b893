import type { AbnormalItem, SeverityCounts } from "@arterial/domain/live/frame";
import { beforeEach, describe, expect, it } from "vitest";
import { ANNOUNCE_INTERVAL_MS, createAnnouncements, FORGET_AFTER_MS } from "./announcement.ts";
import { abnormalItem as item } from "./testing/abnormal-item.ts";

let announce: ReturnType<typeof createAnnouncements>;
let now: number;
beforeEach(() => {
  announce = createAnnouncements();
  now = Date.parse("2026-11-25T10:00:00Z");
});

/** What is said of a list that comes this much later, ms. */
function hear(items: readonly AbnormalItem[], laterMs = ANNOUNCE_INTERVAL_MS): string | null {
  now += laterMs;
  const said = announce(items, now);
  if (said === null) return null;
  return "item" in said ? `${said.item.id} S${said.severity}` : `S${said.severity} of ${said.news.join(" ")}`;
}

describe("what is read out", () => {
  it("is what came, the worst first, and never S3 or S4", () => {
    hear([]);
    const items = [item("s3", 3), item("s2", 2), item("s1", 1)];
    expect([hear(items), hear(items), hear(items)]).toEqual(["s1 S1", "s2 S2", null]);
  });

  it("is nothing of what was there at the start", () => {
    const items = [item("a", 1), item("b", 2)];
    expect([hear(items), hear(items)]).toEqual([null, null]);
  });

  it("is one thing in five seconds", () => {
    hear([]);
    const items = [item("a", 1), item("b", 1)];
    expect([hear(items), hear(items, ANNOUNCE_INTERVAL_MS - 1), hear(items, 1)]).toEqual([
      "a S1",
      null,
      "b S1",
    ]);
  });

  it("is what has become worse, there at the start or not", () => {
    hear([item("queue", 3)]);
    expect(hear([item("queue", 2), item("new", 3)])).toBe("queue S2");
    expect(hear([item("queue", 1), item("new", 3)])).toBe("queue S1");
    expect(hear([item("queue", 1), item("new", 2)])).toBe("new S2");
  });

  it("is nothing of what becomes better and as bad as it was said to be again", () => {
    hear([]);
    expect(hear([item("a", 1)])).toBe("a S1");
    expect([hear([item("a", 2)]), hear([item("a", 3)]), hear([item("a", 1)])]).toEqual([null, null, null]);
  });

  it("is what returns after it was gone, but not what was gone for a moment", () => {
    hear([item("a", 1)]);
    hear([]);
    expect(hear([item("a", 1)], FORGET_AFTER_MS / 2)).toBeNull();
    hear([]);
    hear([], FORGET_AFTER_MS);
    expect(hear([item("a", 1)])).toBe("a S1");
  });

  it("is how many there are when a flood comes, and not one after another for minutes", () => {
    hear([]);
    const flood = Array.from({ length: 11 }, (_, n) => item(`n${n}`, n === 3 ? 1 : 2));
    const others = { ...item("others", 2), others: [0, 900, 50, 0] as SeverityCounts };
    const items = [...flood, others];
    expect([hear(items), hear(items)]).toEqual(["S1 of 1 910 50 0", null]);
    expect(hear([...items, item("late", 1)])).toBe("late S1");
  });
});
