import type { Device } from "@arterial/domain/device-kind";
import { createManualClock } from "@arterial/runtime/clock";
import { createHealth } from "@arterial/runtime/health";
import { createMetrics } from "@arterial/runtime/metrics";
import { createMemoryLog } from "@arterial/streams/memory-log";
import { describe, expect, it } from "vitest";
import type { PipelineContext } from "../pipeline-context.ts";
import type { PipelineTopics } from "../topics.ts";
import { judgeDisk } from "./disk-check.ts";
import { createFeedWatch } from "./feed-watch.ts";
import { createLagWatch } from "./lag-watch.ts";
import { startFeedWatch } from "./start-self-watch.ts";
import { startUnwellParts } from "./unwell-parts.ts";

const MB = 1024 ** 2;

function device(id: string, zoneId?: string): Device {
  const place = { lon: 11, lat: 54, expectedIntervalS: 10 };
  return { id, kind: "air", name: id, ...place, ...(zoneId === undefined ? {} : { zoneId }) };
}

describe("the watch over what is heard", () => {
  const devices = [device("a", "north"), device("b", "south"), device("c")];
  const watchFrom = (startedAt: number, own = devices, latest: { id: string; ts: number }[] = []) =>
    createFeedWatch({
      deviceOf: (id) => own.find((d) => d.id === id),
      devices: () => own,
      startedAt,
      latest,
    });
  const reading = (deviceId: string, ts: number) => ({ deviceId, receivedAt: ts + 500, reading: { ts } });

  it("tells the age of the newest sample of each zone, whatever order they come in", () => {
    const watch = watchFrom(0);
    for (const [id, ts] of [
      ["a", 9_000],
      ["a", 4_000],
      ["b", 2_000],
      ["c", 8_000],
    ] as const)
      watch.take(reading(id, ts));
    expect(watch.agesByZone(10_000)).toEqual([
      { labels: { zone: "north" }, value: 1 },
      { labels: { zone: "south" }, value: 8 },
      { labels: { zone: "none" }, value: 2 },
    ]);
  });

  it("goes on from what was stored before a restart, but for devices that are gone", () => {
    const latest = [
      { id: "a", ts: 1_000 },
      { id: "b", ts: 2_000 },
      { id: "gone", ts: 0 },
    ];
    const watch = watchFrom(60_000, devices, latest);
    watch.take(reading("b", 60_000));
    expect(watch.agesByZone(61_000)).toEqual([
      { labels: { zone: "north" }, value: 60 },
      { labels: { zone: "south" }, value: 1 },
    ]);
    expect(watch.check(80_000)).toEqual({ status: "ok" });
  });

  it("is unwell when everything is silent for five intervals, and says since when", () => {
    const watch = watchFrom(0);
    watch.take(reading("a", 0));
    expect(watch.check(50_000)).toEqual({ status: "ok" });
    expect(watch.check(51_000)).toEqual({
      status: "degraded",
      detail: "no reading since 1970-01-01T00:00:00.500Z, of 3 devices",
    });
    expect(watchFrom(0, []).check(10_000_000).status).toBe("ok");
    expect(watchFrom(0).check(60_000).detail).toContain("since the start");
  });
});

describe("the watch over the lag", () => {
  function checkAfter(samples: readonly number[]) {
    const watch = createLagWatch();
    for (const records of samples) watch.note(records);
    return watch.check().status;
  }

  it.each([
    {
      what: "a burst that is worked off",
      samples: [0, 90_000, 60_000, 30_000, 9_000, 6_000, 5_500],
      status: "ok",
    },
    { what: "a small lag that grows", samples: [0, 1, 2, 3, 4, 5, 6], status: "ok" },
    { what: "a lag that only grows", samples: [0, 2_000, 4_000, 6_000, 8_000, 10_000], status: "degraded" },
    {
      what: "a sink that stands still",
      samples: [9_000, 9_000, 9_000, 9_000, 9_000, 9_000],
      status: "degraded",
    },
    { what: "too short a time", samples: [9_000, 10_000], status: "ok" },
  ])("finds $what $status", ({ samples, status }) => {
    expect(checkAfter(samples)).toBe(status);
  });
});

it.each([
  { freeMb: 100, totalMb: 50_000, status: "down" },
  { freeMb: 1_500, totalMb: 50_000, status: "degraded" },
  { freeMb: 1_500, totalMb: 8_000, status: "ok" },
  { freeMb: 4_000, totalMb: 500_000, status: "ok" },
])("a disk with $freeMb MB of $totalMb free is $status", ({ freeMb, totalMb, status }) => {
  expect(judgeDisk({ freeBytes: freeMb * MB, totalBytes: totalMb * MB }).status).toBe(status);
});

it("the parts that are not well are kept with their reason until they are well again", async () => {
  const clock = createManualClock();
  const health = createHealth();
  let isDown = true;
  health.register("database", () => {
    if (isDown) throw new Error("connection refused");
    return { status: "ok" };
  });
  health.register("disk", () => ({ status: "ok", detail: "40 % free" }));
  const { value: unwell, stop } = startUnwellParts({ health, clock });
  await clock.advance(5_000);
  expect(unwell()).toEqual([{ part: "database", status: "down", detail: "connection refused" }]);
  isDown = false;
  await clock.advance(5_000);
  expect(unwell()).toEqual([]);
  await stop();
});

it("a process that no longer hears the city says nothing of when it was heard", async () => {
  const clock = createManualClock();
  const [health, metrics] = [createHealth(), createMetrics()];
  const log = createMemoryLog<PipelineTopics>({ onFailure: () => undefined });
  const own = device("a", "north");
  const registry = { device: () => own, devices: () => [own] };
  const start = () =>
    startFeedWatch(
      { log, clock, metrics, devices: registry as unknown as PipelineContext["devices"] },
      { health, latest: [{ id: "a", kind: "air", ts: 0, receivedAt: 0, values: {} }] },
    );
  const { stop } = start();
  await clock.advance(60_000);
  expect(await metrics.render()).toContain('arterial_zone_newest_sample_age_seconds{zone="north"} 60');
  expect((await health.report()).parts.feed?.status).toBe("degraded");
  await stop();
  expect(await metrics.render()).not.toContain("arterial_zone_newest_sample_age_seconds");
  expect((await health.report()).parts).toEqual({});
  const again = start();
  expect((await health.report()).parts).toEqual({ feed: { status: "ok" } });
  await again.stop();
});
