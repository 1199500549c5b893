import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deviceSchema } from "@arterial/domain/device-kind";
import { systemClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCollectingPublisher } from "../testing/collected-messages.ts";
import { backfillHistory, HISTORY_DAYS } from "./history-backfill.ts";
import type { ModelledDevice } from "./station-readings.ts";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 24, 12, 7, 0);
const DEVICE = deviceSchema.parse({
  id: "a",
  kind: "air",
  lon: 11,
  lat: 54.6,
  expectedIntervalS: 60,
}) as ModelledDevice;

describe("backfillHistory", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "arterial-history-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs the load; `stopAfter` cuts it off before the message of that number. */
  async function load(stopAfter = Number.POSITIVE_INFINITY, nowMs = NOW) {
    const { publisher, messages } = createCollectingPublisher();
    const abort = new AbortController();
    let pauses = 0;
    await backfillHistory({
      devices: [DEVICE],
      readingOf: (_, atMs) => ({ ts: atMs, no2: 1 }),
      publisher,
      clock: {
        ...systemClock,
        now: () => nowMs,
        sleep: async () => {
          pauses += 1;
          if (pauses > stopAfter) abort.abort();
        },
      },
      logger: createLogger({ name: "test", level: "silent" }),
      signal: abort.signal,
      markerFile: join(folder, "marker.json"),
    });
    return messages.flatMap(({ readings }) => readings.map(({ ts }) => ts));
  }

  it("sends every quarter hour of 28 days up to now once", async () => {
    const times = await load();
    expect(times).toHaveLength(HISTORY_DAYS * 96);
    expect(new Set(times).size).toBe(times.length);
    expect(Math.max(...times)).toBe(Date.UTC(2026, 10, 24, 11, 45));
    expect(Math.min(...times)).toBe(Date.UTC(2026, 10, 24, 12) - HISTORY_DAYS * DAY_MS);
  });

  it("does nothing at the next start", async () => {
    await load();
    expect(await load()).toEqual([]);
  });

  it("goes on where it was cut off, also on a later day", async () => {
    const first = await load(10);
    const second = await load(Number.POSITIVE_INFINITY, NOW + DAY_MS);
    expect(new Set([...first, ...second]).size).toBe(HISTORY_DAYS * 96);
    expect(first.length + second.length).toBe(HISTORY_DAYS * 96);
  });
});
