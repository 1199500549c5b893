import { stripVTControlCharacters } from "node:util";

/**
 * Reads the totals of one vitest run from what it printed ("Tests  2 failed | 45 passed (47)").
 * A test file that could not be loaded has no tests to count: it counts as one failure.
 * @param {string} output
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(output) {
  const plain = stripVTControlCharacters(output);
  const tests = /^\s*Tests\s+(.*)$/m.exec(plain)?.[1] ?? "";
  const files = /^\s*Test Files\s+(.*)$/m.exec(plain)?.[1] ?? "";
  const passed = numberBefore(tests, "passed");
  const failed = numberBefore(tests, "failed");
  return { passed, failed: failed > 0 ? failed : numberBefore(files, "failed") };
}

/**
 * Reads the totals of a run of faults from its last line ("24 passed, 0 failed, 1 not run").
 * @param {string} output
 * @returns {{ passed: number, failed: number, notRun: number }}
 */
export function countFaults(output) {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  return {
    passed: numberBefore(last, "passed"),
    failed: numberBefore(last, "failed"),
    notRun: numberBefore(last, "not run"),
  };
}

function numberBefore(text, word) {
  return Number(new RegExp(`(\\d+) ${word}`).exec(text)?.[1] ?? 0);
}
