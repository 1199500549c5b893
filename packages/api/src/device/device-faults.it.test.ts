import { writeSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiFixture, createApiFixture } from "../testing/api-fixture.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
});
afterAll(() => api.close());

it("tells a device's faults as of a past moment: none found later, open what ended later", async () => {
  const now = api.clock.nowMs;
  const fault = (
    faultClass: SensorFault["faultClass"],
    foundAt: number,
    endedAt: number | null,
  ): SensorFault => ({
    ...{ deviceId: "loop-1", kind: "traffic", faultClass, since: foundAt - HOUR_MS, foundAt, endedAt },
    evidence: {
      findings: [{ quantity: "flowVph", value: 1, limit: 1, relation: "equal" }],
      windowS: 60,
      readings: 9,
    },
  });
  await writeSensorFaults(api.services.pool, [
    fault("stuck", now - 10 * HOUR_MS, now - 6 * HOUR_MS),
    fault("chatter", now - 4 * HOUR_MS, null),
    fault("locked_on", now - 40 * DAY_MS, now - 39 * DAY_MS),
  ]);
  const { device } = api.callerOf({ type: "token", id: "t", name: "t", role: "viewer" });
  const told = async (atMs?: number) =>
    (await device.faults({ id: "loop-1", ...(atMs === undefined ? {} : { atMs }) })).map(
      ({ faultClass, endedAt }) => [faultClass, endedAt],
    );
  const ended = ["stuck", now - 6 * HOUR_MS];
  expect(await told()).toEqual([["chatter", null], ended]);
  expect(await told(now - 8 * HOUR_MS)).toEqual([["stuck", null]]);
  expect(await told(now - 5 * HOUR_MS)).toEqual([ended]);
  expect(await told(now - 11 * HOUR_MS)).toEqual([]);
  expect(await told(now - 30 * DAY_MS)).toEqual([["locked_on", now - 39 * DAY_MS]]);
});
