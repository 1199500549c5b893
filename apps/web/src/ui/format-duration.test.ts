import { describe, expect, it } from "vitest";
import { formatAge, formatElapsed, formatMinutes } from "./format-duration.ts";

const S = 1000;
const MIN = 60 * S;
const H = 60 * MIN;

describe("formatAge", () => {
  it.each([
    [12 * S, "12 s"],
    [3 * MIN + 40 * S, "3 min 40 s"],
    [3 * MIN + 4 * S, "3 min 04 s"],
    [25 * MIN, "25 min"],
    [68 * MIN, "1 h 08"],
    [-5 * S, "0 s"],
  ])("writes %d ms as %s", (ms, text) => expect(formatAge(ms)).toBe(text));
});

describe("formatElapsed", () => {
  it.each([
    [40 * S, "40 s"],
    [11 * MIN + 59 * S, "11 min"],
    [2 * H + 5 * MIN, "2 h 05"],
    [52 * H, "2 d 4 h"],
  ])("writes %d ms as %s", (ms, text) => expect(formatElapsed(ms)).toBe(text));
});

it.each([
  [0, "0:00"],
  [59.6, "1:00"],
  [425, "7:05"],
  [4_000, "66:40"],
])("writes a way of %d s as %s", (seconds, text) => expect(formatMinutes(seconds)).toBe(text));
