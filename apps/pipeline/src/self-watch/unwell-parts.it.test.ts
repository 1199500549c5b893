import { createTestDatabase } from "@arterial/db/testing/test-database";
import { createManualClock } from "@arterial/runtime/clock";
import { createHealth } from "@arterial/runtime/health";
import { createLogger } from "@arterial/runtime/logger";
import { expect, it, onTestFinished } from "vitest";
import { startUnwellParts } from "./unwell-parts.ts";

it("each process of a pipeline tells the others which of its parts are not well", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const logger = createLogger({ name: "test", level: "silent" });
  const start = (id: string, roles: string[]) => {
    const [health, clock] = [createHealth(), createManualClock()];
    const shared = { pool: database.pool, logger, process: { id, roles } };
    return { health, clock, ...startUnwellParts({ health, clock }, shared) };
  };
  const processing = start("p", ["process"]);
  const sink = start("s", ["sink", "jobs"]);
  const ingest = start("i", ["ingest"]);
  processing.health.register("feed", () => ({ status: "degraded", detail: "no reading" }));
  sink.health.register("lag", () => ({ status: "degraded", detail: "9000 readings wait" }));
  let isLost = true;
  ingest.health.register("broker", () => ({ status: isLost ? "down" : "ok" }));

  const turn = async () => {
    for (const { clock } of [sink, ingest, processing]) await clock.advance(5_000);
  };
  await turn();
  const feed = { part: "feed", status: "degraded", detail: "no reading" };
  const lag = { part: "lag (sink, jobs)", status: "degraded", detail: "9000 readings wait" };
  expect(processing.value()).toEqual([feed, { part: "broker (ingest)", status: "down", detail: "" }, lag]);
  isLost = false;
  await turn();
  expect(processing.value()).toEqual([feed, lag]);
  await sink.stop();
  await turn();
  expect(processing.value()).toEqual([feed]);
  await ingest.stop();
  await processing.stop();
});
