import { expect, it } from "vitest";
import { flow } from "./flow.ts";
import { deadLetter, drop, ok } from "./step-result.ts";
import { createTestDriver } from "./test-driver.ts";

interface Taken {
  text: string;
}

const words = flow<Taken>("words", { from: "text" })
  .split(function splitWords(value) {
    return value.text === "" ? drop("empty") : ok(value.text.split(" ").map((text) => ({ text })));
  })
  .step(function parseNumber(value: Taken) {
    const number = Number(value.text);
    return Number.isNaN(number) ? deadLetter("not-a-number", value.text) : ok({ ...value, number });
  })
  .step(function dropNegative(value: Taken & { number: number }) {
    return value.number < 0 ? drop("negative") : ok(value);
  })
  .to("numbers");

it("passes values through its steps in order and ends each by itself", () => {
  const driver = createTestDriver(words);
  driver.give({ text: "1 -2 x 3" });
  expect(driver.passed().map((v) => v.number)).toEqual([1, 3]);
  expect(driver.dropped()).toEqual(["negative"]);
  expect(driver.deadLettered()).toEqual(["not-a-number"]);
});

it("tells at which step a value ended and as what it entered it", () => {
  const [outcome] = words.run({ text: "x" });
  expect(outcome).toMatchObject({ step: "parseNumber", input: { text: "x" } });
  expect(words.run({ text: "" })[0]).toMatchObject({ step: "splitWords", result: { reason: "empty" } });
});

it("prints itself top to bottom", () => {
  expect(words.describe()).toBe(
    ["words", "  from text", "  ⤨ splitWords", "  → parseNumber", "  → dropNegative", "  to numbers"].join(
      "\n",
    ),
  );
});
