import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { createCityFixture } from "@arterial/db/testing/city-fixture";
import { packChanges } from "@arterial/db/testing/pack-changes";
import { writeLiveSlice } from "@arterial/db/timeseries/live-recording/slices";
import { writeBottlenecks } from "@arterial/db/timeseries/traffic/bottlenecks";
import { writeQueues } from "@arterial/db/timeseries/traffic/queues";
import { queueItem } from "@arterial/domain/live/queue-item";
import type { Bottleneck } from "@arterial/domain/traffic/bottleneck";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, createApiFixture, refusalOf } from "../testing/api-fixture.ts";
import { mintStreetQueue } from "../testing/mint-street-queue.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let api: ApiFixture;
/** Three hours before now, when the list of what is abnormal was recorded for a minute. */
let then: number;

function bottleneck(startedAt: number, fields: Partial<Bottleneck> = {}): Bottleneck {
  return {
    id: `mint-01-${startedAt}`,
    rule: "urban-scaled",
    place: "Mint Street",
    upstreamSegmentId: "mint-01",
    downstreamSegmentId: "quay-01",
    startedAt,
    lastAt: startedAt + 40 * MINUTE_MS,
    endedAt: startedAt + 40 * MINUTE_MS,
    durationS: 2_400,
    extentM: 400,
    delayVehH: 3,
    ...fields,
  };
}

beforeAll(async () => {
  api = await createApiFixture();
  const { pool } = api.services;
  const { nowMs } = api.clock;
  then = nowMs - 180 * MINUTE_MS;
  await replaceCityNetwork(pool, createCityFixture());
  const startedAt = then - 5 * MINUTE_MS;
  const told = mintStreetQueue({ startedAt, at: then - MINUTE_MS, path: ["mint-01"] });
  const list = [{ at: then, set: [queueItem(told)], drop: [] }];
  await writeLiveSlice(pool, {
    ...{ channel: "abnormal", startAt: then, endsAt: then + MINUTE_MS, isWhole: true, stateHash: "" },
    body: await packChanges("abnormal", list),
  });
  for (const [at, path] of [
    [then + 60 * MINUTE_MS, ["mint-01", "harbour-01"]],
    [nowMs - MINUTE_MS, ["mint-01", "harbour-01"]],
  ] as const) {
    await writeQueues(pool, [mintStreetQueue({ startedAt, at, path: [...path] })]);
  }
  const days = [1, 2, 3, 4, 5].map((day) => bottleneck(nowMs - day * DAY_MS));
  const long = bottleneck(nowMs - 40 * DAY_MS);
  const active = bottleneck(nowMs - 60 * MINUTE_MS, { lastAt: nowMs - 10 * MINUTE_MS, endedAt: null });
  await writeBottlenecks(pool, [...days, long, active]);
});
afterAll(() => api.close());

const sources = (id: string, atMs?: number) =>
  api
    .callerOf({ type: "token", id: "t", name: "t", role: "viewer" })
    .traffic.sources({ id, ...(atMs === undefined ? {} : { atMs }) });

describe("sources of congestion on a segment", () => {
  it("are the queue that it is part of, where that begins, and the bottleneck there", async () => {
    const { queue, bottleneck: found } = await sources("harbour-01");
    expect(queue).toMatchObject({ id: "q1", startedAt: then - 5 * MINUTE_MS, isHead: false });
    expect(queue?.head).toEqual({
      ...{ segmentId: "mint-01", street: "Mint Street", junction: "", point: [11.01, 54.605] },
    });
    const activeSince = api.clock.nowMs - 60 * MINUTE_MS;
    expect(found).toEqual({ days: 6, ofDays: 28, isRecurring: true, activeSince });
    expect((await sources("mint-01")).queue?.isHead).toBe(true);
  });

  it("are nothing where nothing of it is known", async () => {
    expect(await sources("harbour-02")).toEqual({ queue: null, bottleneck: null });
    expect(await refusalOf(sources("none"))).toBe("not_found");
  });

  it("of a past moment are what had been told by then", async () => {
    expect((await sources("harbour-01", then)).queue).toBeNull();
    expect((await sources("mint-01", then)).queue?.id).toBe("q1");
    const before = { days: 5, ofDays: 28, isRecurring: false, activeSince: null };
    expect((await sources("mint-01", then)).bottleneck).toEqual(before);
    // It had begun, but it takes some points to be one.
    expect((await sources("mint-01", api.clock.nowMs - 40 * MINUTE_MS)).bottleneck).toEqual(before);
    const known = (await sources("mint-01", api.clock.nowMs - 20 * MINUTE_MS)).bottleneck;
    expect(known).toMatchObject({ days: 6, isRecurring: true });
  });

  it("of a past moment have the queue that was usual for its hour as well, once its minute had been told", async () => {
    const at = then + 60 * MINUTE_MS;
    expect((await sources("harbour-01", at)).queue).toBeNull();
    expect((await sources("harbour-01", at + 2 * MINUTE_MS)).queue).toMatchObject({
      id: "q1",
      isHead: false,
    });
    expect((await sources("harbour-01", at + 6 * MINUTE_MS)).queue).toBeNull();
  });

  it("have no queue that nothing was heard of for long", async () => {
    api.clock.nowMs += 15 * MINUTE_MS;
    expect((await sources("harbour-01")).queue).toBeNull();
    api.clock.nowMs -= 15 * MINUTE_MS;
  });
});
