import { describe, expect, it } from "vitest";
import {
  bindingsOf,
  DEFAULT_BINDINGS,
  findConflict,
  isReserved,
  KEY_ACTIONS,
  matchKey,
} from "./key-actions.ts";

const chosen = (bindings: Record<string, string>) => bindingsOf({ isOn: true, bindings });

describe("the bindings in force", () => {
  it("are the defaults, none of which hides another", () => {
    for (const action of KEY_ACTIONS) {
      expect(findConflict(DEFAULT_BINDINGS, action, DEFAULT_BINDINGS[action]), action).toBeNull();
      expect(isReserved(DEFAULT_BINDINGS[action].split(" ")[0] || " "), action).toBe(false);
    }
  });

  it("take what the reader chose, and nothing that there is no action for", () => {
    const bindings = chosen({ search: "s", teleport: "x" });
    expect(bindings.search).toBe("s");
    expect(bindings.live).toBe("l");
    expect(bindings).not.toHaveProperty("teleport");
  });
});

describe("a conflict", () => {
  it("is a key that another action has, or that begins one", () => {
    expect(findConflict(DEFAULT_BINDINGS, "search", "j")).toBe("nextAbnormal");
    expect(findConflict(DEFAULT_BINDINGS, "search", "g")).toBe("goToMap");
    expect(findConflict(DEFAULT_BINDINGS, "search", "j j")).toBe("nextAbnormal");
  });

  it("is none for a free key, for the action's own, and for one that was given up", () => {
    expect(findConflict(DEFAULT_BINDINGS, "search", "s")).toBeNull();
    expect(findConflict(DEFAULT_BINDINGS, "search", "/")).toBeNull();
    expect(findConflict(chosen({ nextAbnormal: "n" }), "search", "j")).toBeNull();
  });
});

describe("a pressed key", () => {
  it("means its action, whatever the caps lock says", () => {
    expect(matchKey(DEFAULT_BINDINGS, "", "l")).toEqual({ action: "live" });
    expect(matchKey(DEFAULT_BINDINGS, "", "L")).toEqual({ action: "live" });
    expect(matchKey(chosen({ search: "L" }), "", "L")).toEqual({ action: "search" });
  });

  it("may need a second one", () => {
    expect(matchKey(DEFAULT_BINDINGS, "", "g")).toEqual({ pending: "g" });
    expect(matchKey(DEFAULT_BINDINGS, "g", "m")).toEqual({ action: "goToMap" });
    expect(matchKey(DEFAULT_BINDINGS, "g", "x")).toBeNull();
  });

  it("means nothing when its action has another key", () => {
    expect(matchKey(chosen({ search: "s" }), "", "/")).toBeNull();
  });
});

it.each(["Escape", "Tab", "Enter", "ArrowUp", "F5", "+", "-"])(
  "leaves %s to the browser and the map",
  (key) => {
    expect(isReserved(key)).toBe(true);
  },
);
