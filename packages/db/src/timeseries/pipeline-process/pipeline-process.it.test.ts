import { afterAll, beforeAll, expect, it } from "vitest";
import { PIPELINE_ROLE } from "../../grants.ts";
import { createPool } from "../../pool.ts";
import { asRole, createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readPipelineProcesses, removePipelineProcess, reportPipelineProcess } from "./pipeline-process.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("tells how the processes are that reported lately", async () => {
  const pipeline = createPool({ url: asRole(database.url, PIPELINE_ROLE), applicationName: "pipeline" });
  const ingest = { id: "a", roles: ["ingest"], unwell: [] };
  const sink = {
    id: "b",
    roles: ["sink", "jobs"],
    unwell: [{ part: "lag", status: "degraded", detail: "7 readings wait" } as const],
  };
  await reportPipelineProcess(pipeline, { ...ingest, unwell: sink.unwell });
  await reportPipelineProcess(pipeline, ingest);
  await reportPipelineProcess(pipeline, sink);
  expect(await readPipelineProcesses(pipeline)).toEqual([ingest, sink]);
  const age = (seconds: number) =>
    database.pool.query(
      "update timeseries.pipeline_process set reported_at = now() - make_interval(secs => $1) where id = 'a'",
      [seconds],
    );
  await age(21);
  expect(await readPipelineProcesses(pipeline)).toEqual([sink]);
  await age(3_601);
  await reportPipelineProcess(pipeline, sink);
  const { rows } = await database.pool.query("select id from timeseries.pipeline_process");
  expect(rows).toEqual([{ id: "b" }]);
  await removePipelineProcess(pipeline, "b");
  expect(await readPipelineProcesses(pipeline)).toEqual([]);
  await pipeline.end();
});
