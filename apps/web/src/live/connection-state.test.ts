import { LOST_AFTER_MS } from "@arterial/api/live/contract";
import { expect, test } from "vitest";
import { type LineFacts, lineStatus } from "./connection-state.ts";

const NOW = 1_800_000_000_000;
const LIVE: LineFacts = {
  now: NOW,
  startedAt: NOW - 60_000,
  beatAt: NOW - 900,
  pipelineAgeMs: 700,
  refusal: null,
};

test.each<[string, Partial<LineFacts>, string, string | null]>([
  ["is live while beats come and the pipeline is heard", {}, "live", null],
  [
    "is connecting before the first beat had its time",
    { startedAt: NOW - 500, beatAt: null },
    "connecting",
    null,
  ],
  ["is lost when the first beat never comes", { beatAt: null }, "lost", "network"],
  ["is lost when beats stop", { beatAt: NOW - LOST_AFTER_MS - 1 }, "lost", "network"],
  [
    "is lost when the server no longer hears the pipeline",
    { pipelineAgeMs: LOST_AFTER_MS + 1 },
    "lost",
    "pipeline",
  ],
  [
    "is lost when the pipeline went silent since the last beat",
    { pipelineAgeMs: LOST_AFTER_MS - 500 },
    "lost",
    "pipeline",
  ],
  ["is lost when the server never heard the pipeline", { pipelineAgeMs: null }, "lost", "pipeline"],
  ["is lost at once when the session ended", { refusal: "signed_out" }, "lost", "signed_out"],
  ["is lost at once when the account has no right to it", { refusal: "forbidden" }, "lost", "forbidden"],
  ["is lost at once when the session has too many open", { refusal: "too_many" }, "lost", "too_many"],
])("a line %s", (_name, facts, status, lostReason) => {
  expect(lineStatus({ ...LIVE, ...facts })).toEqual({ status, lostReason });
});

test("a line that dies is called lost within five seconds, the watchdog's own interval included", () => {
  const watchdogMs = 500;
  expect(LOST_AFTER_MS + watchdogMs).toBeLessThan(5_000);
});
