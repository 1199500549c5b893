import { createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { writeAirObservations } from "@arterial/db/timeseries/air/write-observations";
import { writeSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importDevices } from "../device/register-devices.ts";
import { type ApiFixture, createApiFixture } from "../testing/api-fixture.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
  const station = (id: string) => createDeviceFixture({ id, kind: "air", expectedIntervalS: 60 });
  await importDevices(api.system, [station("late"), station("faulty")]);
});
afterAll(() => api.close());

/** NowCasts of fine dust of a station in its last three complete hours: as is known today, and as was known then. */
async function nowcasts(deviceId: string, untilAt: number): Promise<(number | null)[]> {
  const { air } = api.callerOf({ type: "token", id: "t", name: "t", role: "viewer" });
  const known = [undefined, untilAt + 5 * MINUTE_MS, untilAt + 15 * MINUTE_MS];
  const answers = known.map((knownAtMs) => air.index({ deviceId, at: untilAt, knownAtMs }));
  return (await Promise.all(answers)).map(({ nowcasts }) => nowcasts.pm25);
}

const hoursEnd = (): number => Math.floor(api.clock.nowMs / HOUR_MS) * HOUR_MS;

/** A reading in the middle of each of the last three complete hours. */
function readings(deviceId: string, pm25: number, receivedAtOf: (ts: number) => number) {
  return [0.5, 1.5, 2.5].map((hours) => {
    const ts = hoursEnd() - hours * HOUR_MS;
    return { kind: "air", deviceId, receivedAt: receivedAtOf(ts), reading: { ts, pm25 } } as const;
  });
}

it("of a moment of the past the index knows only what had come in by then", async () => {
  const untilAt = hoursEnd();
  await writeAirObservations(
    api.services.pool,
    readings("late", 10, () => untilAt + 10 * MINUTE_MS),
  );
  expect(await nowcasts("late", untilAt)).toEqual([10, null, 10]);
});

it("of a moment of the past it leaves out only what was known to be measured under a fault", async () => {
  const untilAt = hoursEnd();
  await writeAirObservations(
    api.services.pool,
    readings("faulty", 10, (ts) => ts),
  );
  await writeSensorFaults(api.services.pool, [
    {
      ...{ deviceId: "faulty", kind: "air", faultClass: "stuck" },
      ...{ since: untilAt - 3 * HOUR_MS, foundAt: untilAt + 10 * MINUTE_MS, endedAt: null },
      evidence: { findings: [], windowS: 120, readings: 3 },
    },
  ]);
  expect(await nowcasts("faulty", untilAt)).toEqual([null, 10, null]);
});
