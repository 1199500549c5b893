import { describe, expect, it } from "vitest";
import { GERMAN } from "./de/catalogue.ts";
import { ENGLISH } from "./messages.ts";
import { MIRRORED } from "./mirrored-catalogue.ts";
import { ENGLISH_WORD } from "./testing/english-word.ts";

type Message = string | ((...args: never[]) => string);

/** Messages by the path of their keys, such as `live.panel.close`. */
function flatten(value: unknown, path: string): [string, Message][] {
  if (typeof value === "string" || typeof value === "function") return [[path, value as Message]];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    flatten(inner, path === "" ? key : `${path}.${key}`),
  );
}

const english = new Map(flatten(ENGLISH, ""));
const german = new Map(flatten(GERMAN, ""));

/** Placeholders by position, and those that a message reads by name. */
const MARKS = ["⟦0⟧", "⟦1⟧", "⟦2⟧", "⟦3⟧"];

/** Several ways to call a message, so that each of its branches is seen: marks, one, and the words it tells apart. */
function calls(path: string): unknown[][] {
  if (path.startsWith("abnormal.values.")) {
    return [[{ text: (name: string) => `⟦${name}⟧`, number: (name: string) => `⟦${name}⟧` }]];
  }
  return [MARKS, [1, 1, 1, 1], [0, 0, 0, 0], ["0", "0", "0", "0"], ["⟦0⟧", "⟦1⟧", "⟦2⟧", "below"]].concat([
    ["⟦0⟧", "⟦1⟧", "⟦2⟧", "above"],
    ["⟦0⟧", 5, "⟦2⟧", "⟦3⟧"],
  ] as never);
}

function write(message: Message, args: unknown[]): string {
  return typeof message === "string" ? message : (message as (...args: unknown[]) => string)(...args);
}

function placeholders(message: Message, path: string): string[][] {
  return calls(path).map((args) => (write(message, args).match(/⟦[^⟧]*⟧/g) ?? []).sort());
}

/** Words that both languages have, and names. */
const SAME_IN_BOTH = new Set(
  `Arterial live Live Pause Administration AQI Index Wind Normal Position System Bus Name Text Details Tag Operator
  Person Administrator Start Parken NowCast`.split(/\s+/),
);
describe("the German catalogue", () => {
  it("has every message that the English one has, and no other", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("takes the same placeholders", () => {
    for (const [path, message] of english) {
      const translated = german.get(path) ?? "";
      expect(typeof translated, path).toBe(typeof message);
      expect(placeholders(translated, path), path).toEqual(placeholders(message, path));
    }
  });

  it("leaves no English word in", () => {
    const forgotten = [...german].flatMap(([path, message]) => {
      const text = write(message, calls(path)[0] ?? []).replace(/⟦[^⟧]*⟧/g, "");
      return ENGLISH_WORD.test(text) ? [`${path}: ${text}`] : [];
    });
    expect(forgotten).toEqual([]);
  });

  it("translates every word of four letters or more, but for names and words of both languages", () => {
    const same = [...german].flatMap(([path, message]) => {
      const [text, source] = [message, english.get(path) ?? ""].map((each) =>
        write(each as Message, calls(path)[0] ?? []),
      );
      if (text !== source) return [];
      const words = (text ?? "").replace(/⟦[^⟧]*⟧/g, "").match(/\p{L}{4,}/gu) ?? [];
      return words.every((word) => SAME_IN_BOTH.has(word)) ? [] : [`${path}: ${text}`];
    });
    expect(same).toEqual([]);
  });
});

it("writes the mirrored catalogue from right to left, with the same placeholders", () => {
  const mirrored = new Map(flatten(MIRRORED, ""));
  expect([...mirrored.keys()]).toEqual([...english.keys()]);
  expect(write(mirrored.get("live.panel.close") ?? "", [])).toBe("\u202EClose\u202C");
  expect(write(mirrored.get("shell.live.activeCount") ?? "", [2, 7])).toBe(
    "7 \u202Eof\u202C \u202Eseverity\u202C 2",
  );
});
