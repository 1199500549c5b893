import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBrowserChoice } from "./browser-choice.ts";

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

const create = () => createBrowserChoice("arterial.tone", ["off", "on"]);

it("holds the first value until another is chosen, which the browser keeps", () => {
  const choice = create();
  const told = vi.fn();
  choice.subscribe(told);
  expect(choice.get()).toBe("off");
  choice.choose("on");
  expect(choice.get()).toBe("on");
  expect(told).toHaveBeenCalledOnce();
  expect(create().get()).toBe("on");
});

it("takes what there is no value for as nothing chosen", () => {
  kept.set("arterial.tone", "deafening");
  expect(create().get()).toBe("off");
});
