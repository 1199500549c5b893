import { expect, it } from "vitest";
import { parsedMessage, wholeMessage } from "../testing/messages.ts";
import { createSplitReadingsStep } from "./split-readings.ts";
import { originalBytes } from "./taken-message.ts";

const splitReadings = createSplitReadingsStep();

it("passes a single reading as it is", () => {
  const message = parsedMessage({ pm25: 1 });
  expect(splitReadings(message)).toEqual({ type: "ok", value: [message] });
});

it("passes an array's elements one by one, each with its own original bytes", () => {
  const payload = '[{"pm25": 1}, {"pm25":2}]';
  const result = splitReadings({ ...wholeMessage(payload), json: JSON.parse(payload), isPlain: false });
  const parts = result.type === "ok" ? result.value : [];
  expect(parts.map((part) => part.json)).toEqual([{ pm25: 1 }, { pm25: 2 }]);
  expect(parts.map((part) => originalBytes(part).toString())).toEqual(['{"pm25": 1}', '{"pm25":2}']);
});

it("sets an empty array aside", () => {
  expect(splitReadings(parsedMessage([]))).toMatchObject({ type: "deadLetter", reason: "no-readings" });
});
