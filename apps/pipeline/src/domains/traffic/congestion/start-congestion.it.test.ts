import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type CongestionRun, createCongestionRun, MINUTE_MS, RUN_START } from "./congestion-run.fixture.ts";
import { QUEUE_ROAD, segmentOf } from "./queue-road.fixture.ts";

/** Minutes, and five minutes where told, of a run: what was congested in each, and where it was stopped and started. */
type Step =
  | { minute: number; sizeS?: 60 | 300; congested?: string; quiet?: string; isTold?: boolean }
  | "restart";

async function follow(steps: readonly Step[]) {
  const run = await createCongestionRun(QUEUE_ROAD);
  onTestFinished(async () => {
    await run.stop();
    await run.database.drop();
  });
  await run.start();
  for (const step of steps) await take(run, step);
  return run;
}

async function take(run: CongestionRun, step: Step): Promise<void> {
  if (step === "restart") {
    await run.stop();
    await run.start();
    return;
  }
  const { minute, isTold = true, ...window } = step;
  await run.close({ ...window, startAt: RUN_START + minute * MINUTE_MS }, { isTold });
}

const minutes = (from: number, to: number, congested: string): Step[] =>
  Array.from({ length: to - from }, (_, n) => ({ minute: from + n, congested }));
const points = (from: number, to: number, window: Partial<Exclude<Step, string>>): Step[] =>
  Array.from({ length: (to - from) / 5 }, (_, n) => ({ minute: from + 5 * n, sizeS: 300, ...window }));

async function tellAll(run: CongestionRun) {
  return {
    events: run.events,
    queues: await run.rows("queue"),
    anomalies: await run.rows("anomaly"),
    bottlenecks: await run.rows("bottleneck"),
  };
}

async function expectUndisturbed(steps: readonly Step[]) {
  const disturbed = await tellAll(await follow(steps));
  const undisturbed = await tellAll(await follow(steps.filter((step) => step !== "restart")));
  expect(disturbed).toEqual(undisturbed);
  return disturbed;
}

describe("a restart", () => {
  it("begins no second queue where one has ended", async () => {
    const { queues } = await expectUndisturbed([
      ...minutes(0, 8, "cd"),
      ...minutes(8, 14, ""),
      "restart",
      ...minutes(14, 17, ""),
    ]);
    expect(queues).toHaveLength(1);
  });

  it.each([
    { when: "before it", restart: ["restart"] as const },
    { when: "without one", restart: [] },
  ])("takes minutes that nobody was told of, $when", async ({ restart }) => {
    const missed = { minute: 5, congested: "bcd" };
    const steps = (isTold: boolean): Step[] => [
      ...minutes(0, 5, "cd"),
      { ...missed, isTold },
      ...(isTold ? [] : restart),
      ...minutes(6, 12, "bcd"),
    ];
    const { events } = await tellAll(await follow(steps(false)));
    expect(events).toEqual((await tellAll(await follow(steps(true)))).events);
  });

  it("begins no second anomaly where one has ended, and ends none that was heard of lately", async () => {
    const { anomalies } = await expectUndisturbed([
      ...points(0, 10, { congested: "ac" }),
      ...points(10, 15, { congested: "c" }),
      "restart",
      ...points(15, 60, { congested: "c" }),
      "restart",
      ...points(60, 65, { quiet: "c" }),
      ...points(65, 75, { congested: "c" }),
    ]);
    expect(anomalies).toMatchObject([{ segment_id: "a" }, { segment_id: "c", ended_at: null }]);
  });

  it("leaves bottlenecks as they are, those that have not begun yet too", async () => {
    const slow = { congested: "c" };
    const { bottlenecks } = await expectUndisturbed([
      ...points(0, 15, slow),
      "restart",
      ...points(15, 30, slow),
      "restart",
      ...points(30, 60, {}),
    ]);
    expect(bottlenecks).toMatchObject([{ upstream_segment_id: "c", duration_s: 1_800 }]);
  });
});

it("goes by the rows alone when nothing else is stored yet", async () => {
  const run = await follow([
    ...minutes(0, 8, "cd"),
    ...minutes(8, 14, ""),
    ...points(0, 10, { congested: "c" }),
    ...points(10, 15, { quiet: "c" }),
  ]);
  await run.stop();
  const before = [await run.rows("queue"), await run.rows("anomaly"), run.events.length];
  await run.database.pool.query("delete from timeseries.congestion_memory");
  await run.start();
  await run.clock.advance(5_000);
  expect([await run.rows("queue"), await run.rows("anomaly"), run.events.length]).toEqual(before);
});

it("takes an anomaly of which only the row is stored to have been heard of lately", async () => {
  const run = await follow(points(0, 60, { congested: "abcdef" }));
  await run.stop();
  await run.database.pool.query("delete from timeseries.congestion_memory");
  await run.start();
  const later: Step[] = [...points(60, 65, { quiet: "abcdef" }), ...points(65, 70, { congested: "abcdef" })];
  for (const step of later) await take(run, step);
  const rows = await run.rows("anomaly");
  expect(rows).toHaveLength(6);
  expect(rows.every((row) => row.ended_at === null)).toBe(true);
});

it("tells again what may not have been told when a process died", async () => {
  const run = await follow([{ minute: 0, congested: "cd" }]);
  await run.stop();
  await run.database.pool.query("update timeseries.congestion_memory set untold = $1", [
    JSON.stringify(run.events),
  ]);
  await run.start();
  await run.clock.advance(1_000);
  expect(run.events.map(({ type }) => type)).toEqual(["started", "started"]);
  await run.stop();
  await run.start();
  await run.clock.advance(1_000);
  expect(run.events).toHaveLength(2);
});

describe("without input", () => {
  it("queues end when they were seen last, and anomalies and bottlenecks after them", async () => {
    const run = await follow([...points(0, 25, { congested: "c" }), ...minutes(25, 27, "cd")]);
    await run.clock.advance(3 * MINUTE_MS);
    expect(run.now()?.queues()).toHaveLength(1);
    await run.clock.advance(3 * MINUTE_MS);
    expect(run.now()?.queues()).toEqual([]);
    expect(run.events.at(-1)).toMatchObject({
      type: "ended",
      queue: { end: "dissolved", endedAt: RUN_START + 27 * MINUTE_MS },
    });
    expect(run.now()?.anomalies()).toHaveLength(1);
    await run.clock.advance(20 * MINUTE_MS);
    expect(run.now()?.anomalies()).toEqual([]);
    const endedAt = new Date(RUN_START + 25 * MINUTE_MS);
    expect(await run.rows("anomaly")).toMatchObject([{ ended_at: endedAt }]);
    expect(await run.rows("bottleneck")).toMatchObject([{ ended_at: endedAt }]);
  });

  it("of the last minutes only, a queue goes on: it is not the clock that says how old it is", async () => {
    const run = await follow([]);
    await run.clock.advance(24 * 60 * MINUTE_MS);
    for (const n of [0, 1, 2, 3]) {
      await run.close({ startAt: RUN_START + n * MINUTE_MS, congested: "cd" });
      await run.clock.advance(4 * MINUTE_MS);
    }
    expect(run.events.map(({ type }) => type)).toEqual(["started", "changed", "changed", "changed"]);
  });
});

describe("another city", () => {
  const busy = [...points(0, 25, { congested: "c" }), ...minutes(25, 27, "cd")];
  const ends = { queue: 27, anomaly: 25, bottleneck: 25 } as const;

  async function expectEnded(run: CongestionRun) {
    expect(run.events.map(({ type }) => type)).toEqual(["started", "changed", "ended"]);
    for (const [table, minute] of Object.entries(ends)) {
      const ended_at = new Date(RUN_START + minute * MINUTE_MS);
      expect(await run.rows(table as keyof typeof ends)).toMatchObject([{ ended_at }]);
    }
  }

  it("ends everything that is open", async () => {
    const run = await follow(busy);
    run.importCity([segmentOf("x", "1", "2")]);
    await run.clock.advance(15_000);
    await expectEnded(run);
    expect([run.now()?.queues(), run.now()?.anomalies()]).toEqual([[], []]);
  });

  it("ends it also when it came while nothing was running", async () => {
    const run = await follow(busy);
    await run.stop();
    run.importCity([segmentOf("x", "1", "2")]);
    await run.start();
    await run.clock.advance(5_000);
    await expectEnded(run);
  });

  it("ends it also when it came during the start", async () => {
    const run = await follow(busy);
    await run.stop();
    const holder = await run.database.pool.connect();
    await holder.query("begin");
    await holder.query("lock table timeseries.segment_metric_1m in access exclusive mode");
    const starting = run.start();
    await vi.waitFor(async () => {
      const waiting = "select from pg_locks where not granted and database is not null";
      expect((await run.database.pool.query(waiting)).rowCount).toBeGreaterThan(0);
    }, 10_000);
    run.importCity([segmentOf("x", "1", "2")]);
    await run.clock.advance(12_000);
    await holder.query("commit");
    holder.release();
    await starting;
    await run.clock.advance(1_000);
    await expectEnded(run);
  });

  it("is followed at its own time, which may be that of a recording of another day", async () => {
    const run = await follow(busy);
    run.importCity(QUEUE_ROAD.map((segment) => ({ ...segment, lengthM: segment.lengthM + 1 })));
    await run.clock.advance(15_000);
    await expectEnded(run);
    for (const step of minutes(-24 * 60, 3 - 24 * 60, "cd")) await take(run, step);
    expect(run.now()?.queues()).toMatchObject([{ startedAt: RUN_START - 24 * 60 * MINUTE_MS }]);
  });

  it("that is the same one changes nothing", async () => {
    const run = await follow(busy);
    run.importCity(QUEUE_ROAD.map((segment) => ({ ...segment })));
    await run.clock.advance(15_000);
    expect(run.events.map(({ type }) => type)).toEqual(["started", "changed"]);
    expect(run.now()?.queues()).toHaveLength(1);
  });
});
