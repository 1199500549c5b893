import type { Flow, Outcome } from "./flow.ts";

/** Drives one flow by hand and keeps what came out. */
export interface TestDriver<Base, O> {
  give(value: Base): Outcome<Base, O>[];
  /** Values that reached the sink. */
  passed(): O[];
  /** Reasons of drops, in order. */
  dropped(): string[];
  /** Reasons of dead letters, in order. */
  deadLettered(): string[];
}

/** Creates a driver for a flow: no log, no broker, no clock. */
export function createTestDriver<Base, O>(flow: Flow<Base, O>): TestDriver<Base, O> {
  const outcomes: Outcome<Base, O>[] = [];
  return {
    give: (value) => {
      const added = flow.run(value);
      outcomes.push(...added);
      return added;
    },
    passed: () => outcomes.flatMap(({ result }) => (result.type === "ok" ? [result.value] : [])),
    dropped: () => outcomes.flatMap(({ result }) => (result.type === "drop" ? [result.reason] : [])),
    deadLettered: () =>
      outcomes.flatMap(({ result }) => (result.type === "deadLetter" ? [result.reason] : [])),
  };
}
