import { expect, it } from "vitest";
import { keepPreviousOf } from "./keep-previous.ts";

const keyOf = (input: object) => ({ queryKey: [["air", "deviceHistory"], { input, type: "query" }] });
const keep = keepPreviousOf({ deviceId: "air-1", channel: "co" });

it("keeps the answer of another moment of the same subject", () => {
  expect(keep([1], keyOf({ deviceId: "air-1", channel: "co", from: 0, to: 1 }))).toEqual([1]);
});

it.each([{ deviceId: "air-1", channel: "pm25" }, { deviceId: "air-2", channel: "co" }, {}])(
  "keeps no answer to %o",
  (input) => expect(keep([1], keyOf(input))).toBeUndefined(),
);

it("has nothing before the first answer", () => {
  expect(keep(undefined, undefined)).toBeUndefined();
  expect(keep([1], { queryKey: [["air", "deviceHistory"]] })).toBeUndefined();
});
