import { expect, it } from "vitest";
import { negotiateLanguage, parseLanguage } from "./languages.ts";

it.each([
  ["de-AT,de;q=0.9,en;q=0.8", "de"],
  ["en-GB,de;q=0.5", "en"],
  ["fr-CH, fr;q=0.9, de;q=0.7, *;q=0.5", "de"],
  ["de;q=0, en;q=0.1", "en"],
  ["en;q=0.2, de;q=0.4", "de"],
  ["ja", "en"],
  ["*", "en"],
  ["", "en"],
  [undefined, "en"],
])("takes from Accept-Language %s the language %s", (header, language) => {
  expect(negotiateLanguage(header)).toBe(language);
});

it("reads only languages that there are", () => {
  expect(parseLanguage("de")).toBe("de");
  expect(parseLanguage("ar-XB")).toBe("ar-XB");
  expect(parseLanguage("xx")).toBeNull();
  expect(parseLanguage(undefined)).toBeNull();
});
