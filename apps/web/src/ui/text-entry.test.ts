import { expect, it } from "vitest";
import { isTextEntry } from "./text-entry.ts";

const element = (tagName: string, type?: string) => ({ tagName, type, isContentEditable: false });

it.each(["text", "search", "email", "password", "number", "date", "time"])(
  "a key is text in an input of type %s",
  (type) => {
    expect(isTextEntry(element("INPUT", type))).toBe(true);
  },
);

it("a key is text in a text area, a selection and what can be edited", () => {
  expect(isTextEntry(element("TEXTAREA", "textarea"))).toBe(true);
  expect(isTextEntry(element("SELECT", "select-one"))).toBe(true);
  expect(isTextEntry({ ...element("DIV"), isContentEditable: true })).toBe(true);
});

it.each(["checkbox", "radio", "range", "file", "submit"])(
  "a key is a command on an input of type %s",
  (type) => {
    expect(isTextEntry(element("INPUT", type))).toBe(false);
  },
);

it("a key is a command on buttons and everything else", () => {
  expect(isTextEntry(element("BUTTON", "submit"))).toBe(false);
  expect(isTextEntry(element("CANVAS"))).toBe(false);
});
