import type { Device } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSegmentMetricsOperator, type SegmentMetricsOptions } from "./segment-metrics-operator.ts";
import { latitudeAt, segmentAt, straightRoadMap } from "./straight-road.fixture.ts";

const START_AT = Date.parse("2026-11-24T08:00:00Z");

const loop: Device = {
  id: "loop-a-0",
  kind: "traffic",
  name: "",
  lon: 11,
  lat: latitudeAt(100),
  segmentId: "a",
  offsetM: 100,
  lane: 0,
  expectedIntervalS: 60,
};

function createOperator(trust: Pick<SegmentMetricsOptions, "isTrusted" | "typicalOf"> = {}) {
  return createSegmentMetricsOperator({
    ...trust,
    road: straightRoadMap(),
    deviceOf: (id) => (id === loop.id ? loop : undefined),
    freeFlowOf: (segment) => ({ kmh: segment.speedLimitKmh, source: "posted", samples: 0 }),
  });
}

/** One vehicle at constant speed from a place on the road, once a second over [fromS, toS]. */
function drive(id: string, trip: { startM: number; speedMs: number; fromS: number; toS: number }) {
  const samples: Observation<"vehicle">[] = [];
  for (let second = trip.fromS; second <= trip.toS; second += 1) {
    const placeM = trip.startM + trip.speedMs * (second - trip.fromS);
    const segmentId = segmentAt(placeM)?.id;
    const ts = START_AT + second * 1000;
    samples.push({
      kind: "vehicle",
      deviceId: "fleet-1",
      receivedAt: ts,
      reading: {
        ts,
        id,
        lon: 11,
        lat: latitudeAt(placeM),
        speedKmh: trip.speedMs * 3.6,
        ...(segmentId === undefined ? {} : { segmentId }),
      },
    });
  }
  return samples;
}

function finalMetrics(samples: readonly Observation<"vehicle">[], sizeS: number): Map<string, SegmentMetric> {
  const operator = createOperator();
  const metrics = new Map<string, SegmentMetric>();
  const keep = (list: SegmentMetric[]) => {
    for (const metric of list) {
      if (metric.sizeS === sizeS) metrics.set(`${metric.segmentId} ${metric.startAt - START_AT}`, metric);
    }
  };
  let nowMs = 0;
  for (const sample of samples) {
    nowMs = Math.max(nowMs, sample.reading.ts);
    operator.takeVehicle(sample, nowMs);
    keep(operator.advance(nowMs));
  }
  keep(operator.advance(nowMs + 20 * 60_000));
  return metrics;
}

describe("segment metrics from vehicles", () => {
  it("give flow, space-mean speed and density by Edie's definitions", () => {
    const traffic = [
      ...drive("watch", { startM: 400, speedMs: 0, fromS: 0, toS: 120 }),
      ...drive("v1", { startM: 0, speedMs: 10, fromS: 5, toS: 45 }),
      ...drive("v2", { startM: 0, speedMs: 20, fromS: 10, toS: 30 }),
    ].sort((a, b) => a.reading.ts - b.reading.ts);
    const a = finalMetrics(traffic, 60).get("a 0");
    // Both drive the 200 m of a: in 20 s and in 10 s.
    expect(a?.vehicleKm).toBeCloseTo(0.4, 4);
    expect(a?.vehicleHours).toBeCloseTo(30 / 3600, 6);
    expect(a?.speedKmh).toBeCloseTo(48, 1);
    expect(a?.flowVph).toBeCloseTo(120, 1);
    expect(a?.densityVpkm).toBeCloseTo(2.5, 2);
    expect(a?.vehicles).toBe(2);
    expect(a?.ratio).toBeCloseTo(0.96, 2);
    expect(a?.congestionClass).toBe("free");
    expect(a?.quality.observed).toBe(1);
  });

  it("are given out however far event time jumps when the feed comes back", () => {
    const before = drive("v1", { startM: 220, speedMs: 2, fromS: 0, toS: 119 });
    const after = drive("v2", { startM: 220, speedMs: 2, fromS: 3_600, toS: 3_602 });
    const operator = createOperator();
    for (const sample of [...before, ...after]) operator.takeVehicle(sample, sample.reading.ts);
    const closed = operator.advance(START_AT + 3_602_000);
    expect(closed.map(({ sizeS, startAt }) => [sizeS, startAt - START_AT])).toEqual([
      [60, 0],
      [60, 60_000],
      [300, 0],
    ]);
  });

  it("split a drive at the window's bound", () => {
    const metrics = finalMetrics(drive("v1", { startM: 220, speedMs: 2, fromS: 0, toS: 125 }), 60);
    expect(metrics.get("b 0")?.vehicleKm).toBeCloseTo(0.12, 6);
    expect(metrics.get("b 60000")?.vehicleKm).toBeCloseTo(0.12, 6);
    expect(metrics.get("b 0")?.vehicleHours).toBeCloseTo(60 / 3600, 9);
  });

  it("show a standing queue as speed 0, not as no traffic", () => {
    const queue = ["q1", "q2", "q3"].flatMap((id, i) =>
      drive(id, { startM: 180 - 8 * i, speedMs: 0, fromS: 0, toS: 70 }),
    );
    const a = finalMetrics(
      queue.sort((x, y) => x.reading.ts - y.reading.ts),
      60,
    ).get("a 0");
    expect(a?.speedKmh).toBe(0);
    expect(a?.densityVpkm).toBeCloseTo(15, 6);
    expect(a?.congestionClass).toBe("severe");
  });

  it("say nothing about a window before the feed was alive for a third of it, and how much of it otherwise", () => {
    const metrics = finalMetrics(drive("v1", { startM: 220, speedMs: 1, fromS: 30, toS: 130 }), 60);
    expect(metrics.get("b 0")?.quality.observed).toBeCloseTo(0.5, 6);
    // 30 m in the half minute that was seen: the flow of that half.
    expect(metrics.get("b 0")?.flowVph).toBeCloseTo((0.03 / (0.3 * 30)) * 3600, 3);
    expect(metrics.get("b 60000")?.quality.observed).toBe(1);
    expect(metrics.get("b 120000")).toBeUndefined();
  });

  it("report an empty segment as empty while it is watched, with its class carried on until it is unknown", () => {
    const traffic = [
      ...drive("watch", { startM: 400, speedMs: 0, fromS: 0, toS: 800 }),
      ...drive("v1", { startM: 0, speedMs: 13, fromS: 5, toS: 15 }),
    ].sort((a, b) => a.reading.ts - b.reading.ts);
    const metrics = finalMetrics(traffic, 60);
    expect(metrics.get("a 60000")).toMatchObject({ vehicles: 0, speedKmh: null, congestionClass: "free" });
    expect(metrics.get("a 540000")?.congestionClass).toBe("free");
    expect(metrics.get("a 600000")?.congestionClass).toBe("unknown");
    expect(metrics.get("a 720000")).toBeUndefined();
  });

  it("are the same to the bit whatever the order of arrival within grace, repeats included", () => {
    const traffic = [
      ...drive("v1", { startM: 0, speedMs: 13.7, fromS: 3, toS: 40 }),
      ...drive("v2", { startM: 120, speedMs: 7.3, fromS: 0, toS: 70 }),
      ...drive("v3", { startM: 0, speedMs: 21.9, fromS: 50, toS: 75 }),
    ].sort((a, b) => a.reading.ts - b.reading.ts);
    const inOrder = finalMetrics(traffic, 60);
    const delays = fc.array(fc.integer({ min: 0, max: 60 }), {
      minLength: traffic.length,
      maxLength: traffic.length,
    });
    fc.assert(
      fc.property(delays, fc.nat(traffic.length - 1), (seconds, repeated) => {
        const arrivals = traffic.map((sample, i) => ({
          sample,
          at: sample.reading.ts + (seconds[i] ?? 0) * 1000,
        }));
        const again = arrivals[repeated];
        if (again) arrivals.push({ ...again, at: again.at + 5_000 });
        const ordered = arrivals.sort((a, b) => a.at - b.at).map(({ sample }) => sample);
        const metrics = finalMetrics(ordered, 60);
        for (const [key, metric] of inOrder) {
          const { vehicleKm, vehicleHours, vehicles } = metric;
          expect(metrics.get(key)).toMatchObject({ vehicleKm, vehicleHours, vehicles });
        }
      }),
      { numRuns: 50 },
    );
  });

  it("mark a window that a late reading changed, and count what is too late", () => {
    const [first, late, ...rest] = drive("v1", { startM: 220, speedMs: 1, fromS: 0, toS: 100 });
    if (!first || !late) throw new Error("unreachable");
    const operator = createOperator();
    for (const sample of [first, ...rest]) operator.takeVehicle(sample, sample.reading.ts);
    const nowMs = START_AT + 100_000;
    expect(operator.advance(nowMs).map((metric) => metric.isCorrected)).toEqual([false]);
    operator.takeVehicle(late, nowMs);
    expect(operator.advance(nowMs).map((metric) => metric.isCorrected)).toEqual([true]);
    operator.advance(nowMs + 10 * 60_000);
    operator.takeVehicle({ ...late, reading: { ...late.reading, ts: late.reading.ts + 500 } }, nowMs);
    expect(operator.counts().lateReadings).toBe(1);
  });
});

/** All final windows when time passes for the operator with each reading, or only behind the last of them. */
function windowsOf(samples: readonly Observation<"vehicle">[], isHurried: boolean): SegmentMetric[] {
  const operator = createOperator();
  const nowMs = START_AT + 20 * 60_000;
  const metrics = samples.flatMap((sample) => {
    operator.takeVehicle(sample, nowMs);
    return isHurried ? [] : operator.advance(nowMs);
  });
  metrics.push(...operator.advance(nowMs + 20 * 60_000));
  const last = new Map(
    metrics.map((metric) => [`${metric.segmentId} ${metric.sizeS} ${metric.startAt}`, metric]),
  );
  const byKey = [...last].sort(([a], [b]) => (a < b ? -1 : 1));
  return byKey.map(([, metric]) => ({ ...metric, isCorrected: false }));
}

it("takes the same readings as late when many minutes come within a moment, as behind an outage", () => {
  const minutes = drive("v1", { startM: 220, speedMs: 0.2, fromS: 0, toS: 600 });
  const tooLate = drive("v2", { startM: 230, speedMs: 9, fromS: 20, toS: 24 });
  const hurried = windowsOf([...minutes, ...tooLate], true);
  expect(hurried).toEqual(windowsOf([...minutes, ...tooLate], false));
  expect(hurried).toEqual(windowsOf(minutes, true));
});

it("counts what one message tells of many minutes, in whatever order it stands there", () => {
  const trips = [
    drive("v1", { startM: 220, speedMs: 0.2, fromS: 0, toS: 600 }),
    drive("v2", { startM: 230, speedMs: 0.2, fromS: 0, toS: 600 }),
  ].flat();
  const message = trips.map((sample) => ({ ...sample, receivedAt: START_AT + 601_000 }));
  const byTime = message.toSorted((a, b) => a.reading.ts - b.reading.ts);
  expect(windowsOf(message, true)).toEqual(windowsOf(byTime, true));
  expect(windowsOf(message, true)).toContainEqual(expect.objectContaining({ sizeS: 60, vehicles: 2 }));
});

describe("segment metrics from loops", () => {
  it.each([
    ["counts nobody", { count: 0 }],
    ["only tells its occupancy", { occupancy: 0.1 }],
  ])("are numbers when a loop %s and no vehicle reports at all", (_name, fields) => {
    const operator = createOperator();
    operator.takeTraffic(count(1, fields), START_AT + 60_000);
    const metrics = operator.advance(START_AT + 10 * 60_000);
    expect(metrics.map(({ flowVph, densityVpkm }) => [flowVph, densityVpkm])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  function count(minute: number, fields: Partial<Observation<"traffic">["reading"]>): Observation<"traffic"> {
    const ts = START_AT + minute * 60_000;
    return {
      kind: "traffic",
      deviceId: loop.id,
      receivedAt: ts,
      reading: { ts, periodS: 60, ...fields },
    };
  }

  it("stand in where no vehicle reports, and say that the other lane is imputed", () => {
    const operator = createOperator();
    operator.takeTraffic(count(1, { count: 10, speedKmh: 40, occupancy: 0.05 }), START_AT + 60_000);
    const metric = operator.advance(START_AT + 10 * 60_000).find(({ sizeS }) => sizeS === 60);
    expect(metric).toMatchObject({
      segmentId: "a",
      startAt: START_AT,
      flowVph: 1200,
      speedKmh: 40,
      vehicles: 20,
    });
    expect(metric?.occupancy).toBeCloseTo(0.05, 9);
    expect(metric?.quality).toEqual({ observed: 0.5, imputed: 0.5, suspect: 0 });
  });

  it("count a repeated reading once and mark an impossible flow as suspect", () => {
    const operator = createOperator();
    const impossible = count(1, { count: 99, speedKmh: 40 });
    operator.takeTraffic(impossible, START_AT + 60_000);
    operator.takeTraffic(impossible, START_AT + 61_000);
    const metric = operator.advance(START_AT + 10 * 60_000).find(({ sizeS }) => sizeS === 60);
    expect(metric).toMatchObject({ vehicles: 0, flowVph: 0, ratio: null, congestionClass: "unknown" });
    expect(metric?.quality).toEqual({ observed: 0, imputed: 0.5, suspect: 0.5 });
  });

  it("raise no congestion when they are locked on, before the fault is found and after", () => {
    for (const isTrusted of [true, false]) {
      const operator = createOperator({ isTrusted: () => isTrusted });
      for (let minute = 1; minute <= 30; minute += 1) {
        const reading = count(minute, { count: 1, speedKmh: 1, occupancy: 1 });
        operator.takeTraffic(reading, START_AT + minute * 60_000);
      }
      const metrics = operator.advance(START_AT + 60 * 60_000);
      expect(new Set(metrics.map(({ congestionClass }) => congestionClass))).toEqual(new Set(["unknown"]));
      expect(metrics.every(({ ratio, quality }) => ratio === null && quality.suspect === 0.5)).toBe(true);
    }
  });

  it("of a sensor with a fault are replaced by what is usual, which is flagged and decides nothing", () => {
    const operator = createOperator({
      isTrusted: () => false,
      typicalOf: () => ({ flowVph: 600, speedKmh: 12 }),
    });
    operator.takeTraffic(count(1, { count: 10, speedKmh: 40, occupancy: 0.05 }), START_AT + 60_000);
    const metric = operator.advance(START_AT + 10 * 60_000).find(({ sizeS }) => sizeS === 60);
    expect(metric).toMatchObject({
      flowVph: 600,
      speedKmh: 12,
      source: "typical",
      ratio: null,
      congestionClass: "unknown",
      quality: { observed: 0, imputed: 0.5, suspect: 0.5 },
    });
  });

  it("only add their occupancy where vehicles report", () => {
    const operator = createOperator();
    for (const sample of drive("v1", { startM: 0, speedMs: 2, fromS: 0, toS: 62 })) {
      operator.takeVehicle(sample, sample.reading.ts);
    }
    operator.takeTraffic(count(1, { count: 10, speedKmh: 90, occupancy: 0.2 }), START_AT + 62_000);
    const metric = operator.advance(START_AT + 10 * 60_000).find(({ sizeS }) => sizeS === 60);
    expect(metric?.occupancy).toBeCloseTo(0.2, 9);
    expect(metric?.speedKmh).toBeCloseTo(7.2, 3);
    expect(metric?.quality.observed).toBe(1);
  });
});
