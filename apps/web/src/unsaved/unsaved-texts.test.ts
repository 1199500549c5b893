import { afterEach, describe, expect, it } from "vitest";
import { heldLeave, leadsAway, leavePage } from "./leave-page.ts";
import { createUnsavedTexts, discardUnsaved, hasUnsaved } from "./unsaved-texts.ts";

const notes = createUnsavedTexts<string>();
const texts = createUnsavedTexts<{ text: string }>();

afterEach(() => {
  discardUnsaved();
  heldLeave.set(null);
});

describe("what is not saved", () => {
  it("is kept under its key until it is saved", () => {
    notes.set("incident 1", "two lanes");
    notes.set("incident 2", "tow truck");
    notes.set("incident 1", "two lanes closed");
    expect([...notes.all.get()]).toEqual([
      ["incident 1", "two lanes closed"],
      ["incident 2", "tow truck"],
    ]);
    notes.set("incident 1", null);
    expect(hasUnsaved()).toBe(true);
    notes.set("incident 2", null);
    notes.set("incident 2", null);
    expect(hasUnsaved()).toBe(false);
  });

  it("is looked after whatever its sort", () => {
    texts.set("a", { text: "x" });
    expect(hasUnsaved()).toBe(true);
    discardUnsaved();
    expect(hasUnsaved()).toBe(false);
    expect(texts.all.get().size).toBe(0);
  });
});

describe("leaving the page", () => {
  it("goes at once when nothing is lost by it", () => {
    let hasLeft = false;
    leavePage(() => {
      hasLeft = true;
    });
    expect(hasLeft).toBe(true);
    expect(heldLeave.get()).toBeNull();
  });

  it("waits for its reader's word while something is not saved", () => {
    let hasLeft = false;
    notes.set("incident 1", "two lanes");
    leavePage(() => {
      hasLeft = true;
    });
    expect(hasLeft).toBe(false);
    heldLeave.get()?.();
    expect(hasLeft).toBe(true);
  });

  const here = "https://city.example/handover?id=7";
  const link = (href: string, { target = "", isFile = false } = {}) => ({
    href,
    target,
    hasAttribute: () => isFile,
  });
  it.each([
    ["https://city.example/", true],
    ["https://city.example/handover", true],
    ["https://city.example/#abnormal", true],
    ["https://city.example/handover?id=7", true],
    ["https://city.example/handover?id=7#items", false],
    ["mailto:desk@city.example", false],
  ])("is what a link to %s does: %s", (href, expected) => {
    expect(leadsAway(link(href), here)).toBe(expected);
  });

  it("is not what a link to another tab or to a file does", () => {
    expect(leadsAway(link("https://city.example/", { target: "_blank" }), here)).toBe(false);
    expect(leadsAway(link("https://city.example/a.csv", { isFile: true }), here)).toBe(false);
  });
});
