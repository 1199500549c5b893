import { MAX_READING_AGE_MS, MAX_READING_AHEAD_MS } from "@arterial/domain/reading";
import { expect, it } from "vitest";
import { arrivedMessage, RECEIVED_AT } from "../testing/messages.ts";
import { createCheckTimeStep } from "./check-time.ts";

const checkTime = createCheckTimeStep();
const at = (ts: number) => checkTime(arrivedMessage("air", { ts, pm25: 1 }));

it.each([RECEIVED_AT, RECEIVED_AT - MAX_READING_AGE_MS, RECEIVED_AT + MAX_READING_AHEAD_MS])(
  "passes a plausible clock",
  (ts) => {
    expect(at(ts).type).toBe("ok");
  },
);

it.each([
  [0, "too-old"],
  [RECEIVED_AT - MAX_READING_AGE_MS - 1, "too-old"],
  [RECEIVED_AT + MAX_READING_AHEAD_MS + 1, "too-far-ahead"],
  [Date.UTC(2099, 0), "too-far-ahead"],
])("sets a clock at %d aside as %s", (ts, reason) => {
  expect(at(ts)).toMatchObject({ type: "deadLetter", reason });
});
