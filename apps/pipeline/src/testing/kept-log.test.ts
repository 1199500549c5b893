import { describeEventLog } from "@arterial/streams/event-log.contract";
import { expect, it } from "vitest";
import { createKeptLog } from "./kept-log.ts";

describeEventLog("the log that tests keep", async ({ capacity }) => {
  const failures: Error[] = [];
  const log = createKeptLog<{ odd: number; even: number }>({ now: Date.now }).open({
    ...(capacity === undefined ? {} : { capacity }),
    onFailure: (error) => failures.push(error),
  });
  return { log, failures, close: () => log.close() };
});

it("gives the next process what was appended since an instant, by the clock and not by the record's own time", async () => {
  let now = 1_000;
  const kept = createKeptLog<{ odd: number; even: number }>({ now: () => now });
  const first = kept.open();
  await first.append("odd", [{ key: "a", value: 1, timestampMs: 9_000 }]);
  now = 2_000;
  await first.append("odd", [{ key: "b", value: 3, timestampMs: 0 }]);
  await first.append("even", [{ key: "c", value: 2, timestampMs: 0 }]);
  await first.close();
  const heard: unknown[] = [];
  const next = kept.open();
  const subscription = next.subscribe({
    topics: ["odd"],
    group: "next",
    isDurable: false,
    fromMs: 2_000,
    onBatch: async (records) => void heard.push(...records.map(({ value }) => value)),
  });
  await subscription.ready;
  expect(heard).toEqual([3]);
  await next.close();
});
