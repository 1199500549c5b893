import { expect, it } from "vitest";
import { countFaults, countTests } from "./count-tests.mjs";

it.each([
  [" Test Files  3 passed (3)\n      Tests  45 passed (45)\n", { passed: 45, failed: 0 }],
  [
    " Test Files  1 failed | 2 passed (3)\n      Tests  2 failed | 43 passed (45)\n",
    { passed: 43, failed: 2 },
  ],
  [" Test Files  1 failed | 2 passed (3)\n      Tests  43 passed (43)\n", { passed: 43, failed: 1 }],
  [
    "\x1b[2m      Tests \x1b[22m \x1b[1m\x1b[32m45 passed\x1b[39m\x1b[22m\x1b[90m (45)\x1b[39m\n",
    { passed: 45, failed: 0 },
  ],
  ["no tests here", { passed: 0, failed: 0 }],
])("reads the totals of %j", (output, expected) => {
  expect(countTests(output)).toEqual(expected);
});

it("reads the totals of a run of faults", () => {
  expect(countFaults("ok     undisturbed  lost 0\n24 passed, 1 failed\n")).toEqual({
    passed: 24,
    failed: 1,
    notRun: 0,
  });
  expect(countFaults("23 passed, 0 failed, 1 not run\n")).toEqual({ passed: 23, failed: 0, notRun: 1 });
  expect(countFaults("it broke")).toEqual({ passed: 0, failed: 0, notRun: 0 });
});
