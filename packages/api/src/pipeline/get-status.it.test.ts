import { upsertDevices } from "@arterial/db/city/write-devices";
import { createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { writeTrafficObservations } from "@arterial/db/timeseries/traffic/write-observations";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiFixture, createApiFixture } from "../testing/api-fixture.ts";
import { getPipelineStatus } from "./get-status.ts";

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
});
afterAll(() => api.close());

it("counts all active devices but feeds of vehicles, and those that were heard lately", async () => {
  const { pool } = api.services;
  const loops = Array.from({ length: 120 }, (_, index) => createDeviceFixture({ id: `loop-${index}` }));
  const others = [
    createDeviceFixture({ id: "fleet", kind: "vehicle" }),
    createDeviceFixture({ id: "off" }),
    createDeviceFixture({ id: "silent" }),
  ];
  await upsertDevices(pool, [...loops, ...others]);
  await pool.query("update device set is_active = false where id = 'off'");
  const now = api.clock.nowMs;
  const heard = ({ id }: { id: string }, agoMs: number) => {
    const ts = now - agoMs;
    return { kind: "traffic", deviceId: id, receivedAt: ts, reading: { ts, periodS: 60, count: 1 } } as const;
  };
  // Fresh for two intervals of a minute.
  await writeTrafficObservations(
    pool,
    loops.map((loop, index) => heard(loop, index < 110 ? 120_000 : 120_001)),
  );
  await writeTrafficObservations(pool, [heard({ id: "off" }, 60_000)]);
  expect(await getPipelineStatus(api.system)).toMatchObject({
    devicesFresh: 110,
    devicesTotal: 121,
    newestAt: now - 60_000,
  });
});
