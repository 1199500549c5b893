import { expect, it } from "vitest";
import { createStatementWatch } from "./statement-watch.ts";

/** Boundaries that are passed while a connection says this, each statement answered before the next. */
function passedBy(...texts: readonly string[]): string[] {
  const passed: string[] = [];
  const watch = createStatementWatch((boundary) => void passed.push(boundary));
  const connection = {};
  for (const text of texts) {
    watch.beforeSending(connection, text);
    watch.afterAnswer(connection, text);
  }
  return passed;
}

/** As `replayObservations` reads the rows of a table back. */
const readBack = (table: string) => [
  "begin read only",
  `declare replay_observations no scroll cursor for\n  select device_id, ts\n    from timeseries.${table} stored`,
  "fetch 5000 from replay_observations",
  "commit",
];

it("takes only what the windows are made of for their rebuild, not what sensors are judged by", () => {
  expect(passedBy(...readBack("traffic_observation"), ...readBack("air_observation"))).not.toContain(
    "rebuilding",
  );
  expect(passedBy(...readBack("vehicle_observation"))).toEqual(["before-batch", "rebuilding"]);
});

it("does not take a later reading on the same connection for the rebuild", () => {
  const passed = passedBy(...readBack("vehicle_observation"), ...readBack("traffic_observation"));
  expect(passed.filter((boundary) => boundary === "rebuilding")).toHaveLength(1);
});

it.each([
  [
    "copy timeseries.traffic_observation (device_id) from stdin (format binary)",
    ["rows-written", "committed"],
  ],
  ["insert into timeseries.air_observation (device_id) values ($1)", ["rows-written", "committed"]],
  ["insert into timeseries.dead_letter (topic) values ($1)", ["letters-written", "letters-committed"]],
  ["insert into timeseries.segment_metric_1m (ts) values ($1)", ["before-windows", "windows-written"]],
  ["insert into timeseries.latest_observation as latest (device_id) values ($1)", []],
  ["select device_id from timeseries.traffic_observation", []],
])("tells what a transaction writes: %s", (text, expected) => {
  expect(passedBy("begin", text, "commit")).toEqual(["before-batch", ...expected]);
});

it("knows a commit of readings before its answer", () => {
  const watch = createStatementWatch(() => {});
  const connection = {};
  watch.beforeSending(connection, "copy timeseries.traffic_observation (device_id) from stdin");
  expect(watch.isCommitOfReadings(connection, "commit")).toBe(true);
  expect(watch.isCommitOfReadings({}, "commit")).toBe(false);
  watch.afterAnswer(connection, "rollback");
  expect(watch.isCommitOfReadings(connection, "commit")).toBe(false);
});
