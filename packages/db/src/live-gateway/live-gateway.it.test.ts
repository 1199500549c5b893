import { afterAll, beforeAll, expect, it } from "vitest";
import { PIPELINE_ROLE, WEB_ROLE } from "../grants.ts";
import { createPool } from "../pool.ts";
import { asRole, createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { readLiveClients, removeLiveGateway, reportLiveGateway } from "./live-gateway.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("counts the clients of all web servers that reported lately", async () => {
  const { pool } = database;
  const pipeline = createPool({ url: asRole(database.url, PIPELINE_ROLE), applicationName: "pipeline" });
  const web = createPool({ url: asRole(database.url, WEB_ROLE), applicationName: "web" });
  const read = () => readLiveClients(pipeline);
  const report = (id: string, clients: number) => reportLiveGateway(web, { id, clients });
  expect(await read()).toBe(0);
  await report("a", 2);
  await report("a", 3);
  await report("b", 4);
  expect(await read()).toBe(7);
  await pool.query("update live_gateway set reported_at = now() - interval '21 s' where id = 'b'");
  expect(await read()).toBe(3);
  await removeLiveGateway(web, "a");
  expect(await read()).toBe(0);
  await Promise.all([pipeline.end(), web.end()]);
});
