import { describe, expect, it } from "vitest";
import { keepPreviousNear, keepPreviousOf } from "./keep-previous.ts";

const keyOf = (input: object) => ({ queryKey: [["air", "deviceHistory"], { input, type: "query" }] });

describe("keepPreviousOf", () => {
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

  it.each([
    ["live", { id: "a" }, false, true],
    ["live", { id: "a" }, true, false],
    ["of a moment", { id: "a", atMs: 5 }, true, true],
    ["of a moment", { id: "a", atMs: 5 }, false, false],
    ["of what was known", { id: "a", knownAtMs: 5 }, true, true],
    ["of what was known", { id: "a", knownAtMs: 5 }, false, false],
  ])("an answer that is %s stays only in its own time: %o, replay %s", (_name, input, isReplay, isKept) => {
    expect(keepPreviousOf({ id: "a" }, isReplay)("before", keyOf(input)) !== undefined).toBe(isKept);
  });
});

describe("keepPreviousNear", () => {
  const keep = keepPreviousNear({ id: "a" }, { name: "from", at: 1_000, withinMs: 100 });

  it.each([
    [{ id: "a", from: 950 }, true],
    [{ id: "a", from: 1_100 }, true],
    [{ id: "a", from: 1_101 }, false],
    [{ id: "b", from: 1_000 }, false],
    [{ id: "a" }, false],
  ])("of %o keeps: %s", (input, isKept) => {
    expect(keep("before", keyOf(input)) !== undefined).toBe(isKept);
  });
});
