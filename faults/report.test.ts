import { expect, it } from "vitest";
import { countFaults } from "../scripts/testing/count-tests.mjs";
import { judgeSchedule, type Skipped } from "./report.ts";

const HELD = { problems: [] };
const BROKEN = { problems: ["one reading is lost"] };
const UNABLE: Skipped = { name: "disk full", reason: "no right to mount", isWanted: true };
const LEFT_OUT: Skipped = { name: "Kafka killed", reason: "it needs kafka", isWanted: false };

it("fails where a change is proved when a fault could not be run, and says so anywhere", () => {
  const atHome = judgeSchedule([HELD, HELD], [UNABLE], { isCi: false });
  expect(atHome.failed).toBe(0);
  expect(atHome.lines.join("\n")).toMatch(/NOT RUN disk full.*WARNING.*2 passed, 0 failed, 1 not run$/s);
  const inCi = judgeSchedule([HELD, HELD], [UNABLE], { isCi: true });
  expect(inCi.failed).toBe(1);
  expect(countFaults(inCi.lines.join("\n"))).toEqual({ passed: 2, failed: 1, notRun: 1 });
});

it("does not fail for parts that nobody asked for", () => {
  const { failed, lines } = judgeSchedule([HELD], [LEFT_OUT], { isCi: true });
  expect([failed, lines.at(-1)]).toEqual([0, "1 passed, 0 failed"]);
});

it("fails when something does not hold", () => {
  expect(judgeSchedule([HELD, BROKEN], [], { isCi: false })).toEqual({
    failed: 1,
    lines: ["1 passed, 1 failed"],
  });
});
