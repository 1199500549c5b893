import { MAX_READINGS_PER_MESSAGE } from "@arterial/domain/reading";
import { expect, it } from "vitest";
import { parsedMessage } from "../testing/messages.ts";
import { createSplitReadingsStep } from "./split-readings.ts";

const splitReadings = createSplitReadingsStep();

it("passes a single reading as it is", () => {
  const message = parsedMessage({ pm25: 1 });
  expect(splitReadings(message)).toEqual({ type: "ok", value: [message] });
});

it("passes an array's elements one by one, each with its place in the message", () => {
  const result = splitReadings(parsedMessage([{ pm25: 1 }, { pm25: 2 }]));
  const parts = result.type === "ok" ? result.value : [];
  expect(parts.map((part) => part.json)).toEqual([{ pm25: 1 }, { pm25: 2 }]);
  expect(parts.map((part) => part.element)).toEqual([0, 1]);
});

it("sets an empty array aside", () => {
  expect(splitReadings(parsedMessage([]))).toMatchObject({ type: "deadLetter", reason: "no-readings" });
});

it("sets an array that holds too many readings aside as a whole", () => {
  const readings = Array.from({ length: MAX_READINGS_PER_MESSAGE + 1 }, () => ({ pm25: 1 }));
  expect(splitReadings(parsedMessage(readings))).toEqual({
    type: "deadLetter",
    reason: "too-many-readings",
    detail: "10001 readings of at most 10000",
  });
  expect(splitReadings(parsedMessage(readings.slice(1)))).toMatchObject({ type: "ok" });
});
