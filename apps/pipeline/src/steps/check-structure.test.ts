import { expect, it } from "vitest";
import { parsedMessage } from "../testing/messages.ts";
import { createCheckStructureStep } from "./check-structure.ts";

const checkStructure = createCheckStructureStep();
const nested = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels));
const partOf = (text: string) => parsedMessage(JSON.parse(text));

it.each([
  [nested(9), undefined, "too-deep"],
  [nested(8), 0, "too-deep"],
  [nested(100_000), undefined, "too-deep"],
  [JSON.parse('{"__proto__":1}'), undefined, "forbidden-key"],
  [JSON.parse('{"a":[{"\\u005f\\u005fproto__":1}]}'), 3, "forbidden-key"],
])("sets a reading aside by itself (%#)", (json, element, reason) => {
  const part = { ...parsedMessage({}), json, element };
  expect(checkStructure(part)).toMatchObject({ type: "deadLetter", reason });
});

it.each([
  [nested(8), undefined],
  [nested(7), 0],
])("lets pass what is as deep as a message may be (%#)", (json, element) => {
  expect(checkStructure({ ...parsedMessage({}), json, element }).type).toBe("ok");
});

it("does not take a text that only mentions the prototype for a key", () => {
  expect(checkStructure(partOf('{"note":"__proto__"}')).type).toBe("ok");
});
