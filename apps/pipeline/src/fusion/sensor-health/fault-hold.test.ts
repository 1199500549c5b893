import type { FaultFinding } from "@arterial/domain/quality/sensor-fault";
import { expect, it } from "vitest";
import { createFaultHold, evidenceOf, type HoldRule, stepHold, type Verdict } from "./fault-hold.ts";

const MINUTE = 60_000;
const HOLD = { seconds: 300, intervals: 0, readings: 3 };
const rule: HoldRule = { enter: HOLD, leave: HOLD, expectedIntervalS: 60 };
const BAD: readonly FaultFinding[] = [{ quantity: "x", value: 2, limit: 1, relation: "above" }];

/** Takes a verdict a minute: `b` accuses, `g` acquits, `-` says nothing; the changes by the minute. */
function play(minutes: string) {
  const hold = createFaultHold();
  const verdicts: Record<string, Verdict> = { b: BAD, g: [] };
  const changes = [...minutes].map((letter, minute) =>
    stepHold(hold, verdicts[letter] ?? null, minute * MINUTE, rule),
  );
  return { hold, changes: changes.flatMap((change, minute) => (change ? [`${change} at ${minute}`] : [])) };
}

it("finds what holds without a break, and ends what has not held for as long", () => {
  expect(play("bbbbbbgggggg").changes).toEqual(["found at 5", "ended at 11"]);
  expect(play("bbbbgbbbb").changes).toEqual([]);
  expect(play("bbbbbbgggbggg").changes).toEqual(["found at 5"]);
});

it("a fault that has ended is only found again by evidence that holds as long as the first time", () => {
  const { changes, hold } = play("bbbbbbggggggbbbb");
  expect(changes).toEqual(["found at 5", "ended at 11"]);
  expect(evidenceOf(hold)).toMatchObject({ windowS: 180, readings: 4 });
  expect(play("bbbbbbggggggbbbbbb").changes).toEqual(["found at 5", "ended at 11", "found at 17"]);
});
