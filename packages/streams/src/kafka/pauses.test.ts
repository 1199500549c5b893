import { expect, it } from "vitest";
import { createPauses } from "./pauses.ts";

it("pauses a partition once, and resumes it when the last one who wanted that does not any more", () => {
  const pauses = createPauses();
  const events: string[] = [];
  const pause = (name: string) => () => {
    events.push(`pause ${name}`);
    return () => void events.push(`resume ${name}`);
  };
  const first = pauses.pause("a", pause("a"));
  const second = pauses.pause("a", pause("a"));
  const other = pauses.pause("b", pause("b"));
  first();
  first();
  other();
  expect(events).toEqual(["pause a", "pause b", "resume b"]);
  second();
  expect(events).toEqual(["pause a", "pause b", "resume b", "resume a"]);
  pauses.pause("a", pause("a"));
  expect(events.at(-1)).toBe("pause a");
});
