import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture } from "@arterial/db/testing/city-fixture";
import { packChanges } from "@arterial/db/testing/pack-changes";
import { writeLiveSlice } from "@arterial/db/timeseries/live-recording/slices";
import { writeQueues } from "@arterial/db/timeseries/traffic/queues";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import type { LiveSegment } from "@arterial/domain/live/frame";
import { queueItem } from "@arterial/domain/live/queue-item";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiFixture, createApiFixture, refusalOf } from "../testing/api-fixture.ts";
import { mintStreetQueue } from "../testing/mint-street-queue.ts";
import { metricAt } from "../testing/segment-metric.ts";

const MINUTE_MS = 60_000;

let api: ApiFixture;
let then: number;

const queueAt = (at: number, path: string[]) =>
  mintStreetQueue({ startedAt: then - 5 * MINUTE_MS, at, path });

const minuteOf = (id: string, startAt: number, congestionClass: CongestionClass): LiveSegment => ({
  ...{ id, startAt, congestionClass, speedKmh: 10, flowVph: 300, densityVpkm: 30, occupancy: null },
  ...{ ratio: 0.3, freeFlowKmh: 50, vehicles: 9, observed: 1 },
});

beforeAll(async () => {
  api = await createApiFixture();
  then = api.clock.nowMs - 60 * MINUTE_MS;
  const { pool } = api.services;
  await replaceCityNetwork(pool, createCityFixture());
  const old = then - 20 * MINUTE_MS;
  const segments = [
    { at: old, set: [minuteOf("harbour-01", old, "moderate")], drop: [] },
    { at: then - MINUTE_MS, set: [minuteOf("mint-01", then - 2 * MINUTE_MS, "severe")], drop: [] },
  ];
  const list = [{ at: then - MINUTE_MS, set: [queueItem(queueAt(then, ["mint-01"]))], drop: [] }];
  const slice = { startAt: then - 10 * MINUTE_MS, endsAt: then + MINUTE_MS, isWhole: true, stateHash: "" };
  const bodies = {
    segments: await packChanges("segments", segments),
    abnormal: await packChanges("abnormal", list),
  };
  for (const channel of ["segments", "abnormal"] as const) {
    await writeLiveSlice(pool, { ...slice, channel, body: bodies[channel] });
  }
  await writeQueues(pool, [queueAt(api.clock.nowMs, ["mint-01", "harbour-01"])]);
  await writeSegmentMetrics(pool, 60, [
    {
      ...metricAt(api.clock.nowMs - MINUTE_MS),
      sizeS: 60,
      segmentId: "harbour-01",
      congestionClass: "heavy",
    },
  ]);
});
afterAll(() => api.close());

const viewer = () => api.callerOf({ type: "token", id: "t", name: "t", role: "viewer" });
const piecesOf = (corridor: { id: string; part: string; congestionClass: string }[]) =>
  corridor.map(({ id, part, congestionClass }) => `${id} ${part} ${congestionClass}`);

it("a queue stands on the road that it has now, in today's classes", async () => {
  const { queue, corridor } = await viewer().traffic.queue({ id: "q1" });
  expect(queue.state.lengthM).toBe(1_000);
  expect(piecesOf(corridor)).toEqual(["harbour-01 queue heavy", "mint-01 queue unknown"]);
});

it("of a past moment its road and classes are those that had been told, and none that had grown old", async () => {
  const { queue, corridor } = await viewer().traffic.queue({ id: "q1", atMs: then });
  expect(queue.state.lengthM).toBe(500);
  expect(piecesOf(corridor)).toEqual(["harbour-01 behind unknown", "mint-01 queue severe"]);
});

it("a queue that was not on the list, or of a time that was not recorded, is not found", async () => {
  const at = (atMs: number) => refusalOf(viewer().traffic.queue({ id: "q1", atMs }));
  expect(await at(then - 2 * MINUTE_MS)).toBe("not_found");
  expect(await at(then + 5 * MINUTE_MS)).toBe("not_found");
});
