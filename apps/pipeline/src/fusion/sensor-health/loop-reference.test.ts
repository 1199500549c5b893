import type { Device } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { DEFAULT_FAULT_THRESHOLDS } from "@arterial/domain/quality/fault-thresholds";
import { describe, expect, it } from "vitest";
import { createLoopReferences, type LoopReferences } from "./loop-reference.ts";
import { decodeSensor, encodeSensor } from "./saved-sensor.ts";
import { createSensorHealth, type SensorHealth } from "./sensor-health.ts";
import { oneSegment } from "./testing/one-segment.ts";

const START = Date.parse("2026-06-01T07:00:00Z");
const MINUTE = 60_000;
const LANES = 3;

const SEGMENT = oneSegment(LANES);

/** Three loops side by side: each has the two others as neighbours. */
const LOOPS = ["a", "b", "c"];
const loop = (id: string, lane?: number): Device => ({
  id,
  kind: "traffic",
  name: "",
  lon: 10,
  lat: 54,
  segmentId: SEGMENT.id,
  expectedIntervalS: 60,
  ...(lane === undefined ? {} : { lane }),
});
const ONE_LANE_EACH = LOOPS.map(loop);

interface Watch {
  health: SensorHealth;
  references: LoopReferences;
}

function watch(devices: readonly Device[] = ONE_LANE_EACH): Watch {
  const references = createLoopReferences([SEGMENT], devices);
  const health = createSensorHealth({
    devices: () => devices,
    deviceOf: (id) => devices.find((device) => device.id === id),
    thresholds: DEFAULT_FAULT_THRESHOLDS,
    references: () => references,
    postedKmhOf: () => SEGMENT.speedLimitKmh,
    startedAt: START,
  });
  return { health, references };
}

function reading(
  deviceId: string,
  minute: number,
  fields: Partial<Observation<"traffic">["reading"]>,
): Observation<"traffic"> {
  const ts = START + minute * MINUTE;
  return { kind: "traffic", deviceId, receivedAt: ts + 300, reading: { ts, periodS: 60, ...fields } };
}

/** What three well loops report in a minute: about 360 veh/h a lane, each vehicle covering its loop for 5.5 m. */
function wellMinute(minute: number): Observation<"traffic">[] {
  return LOOPS.map((id, n) => {
    const count = 4 + ((minute * (n + 2)) % 5);
    const speedKmh = 38 + ((minute * 7 + n) % 9);
    const occupancy = (count * 5.5) / (speedKmh / 3.6) / 60;
    return reading(id, minute, { count, speedKmh, occupancy });
  });
}

const LOCKED = { count: 0, occupancy: 1, speedKmh: undefined };

/** Well minutes in which some loops are locked on. */
function lockedMinute(minute: number, lockedIds: readonly string[]): Observation<"traffic">[] {
  return wellMinute(minute).map((observation) =>
    lockedIds.includes(observation.deviceId) ? reading(observation.deviceId, minute, LOCKED) : observation,
  );
}

const minutes = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

describe("what a loop says to its neighbours", () => {
  it("is not believed when so many vehicles cannot pass: no loop is untrusted for one reading", () => {
    const { health } = watch();
    const tooShort = reading("b", 90.5, { count: 5, periodS: 1e-9 });
    for (const observation of minutes(1, 91).flatMap(wellMinute)) health.take(observation);
    health.take(tooShort);
    for (const observation of minutes(91, 480).flatMap(wellMinute)) health.take(observation);
    expect(health.takeChanges()).toEqual([]);
  });

  it("is not believed while it has a fault: two loops that are locked on make the third no faulty one", () => {
    const { health } = watch();
    for (const observation of minutes(1, 90).flatMap(wellMinute)) health.take(observation);
    for (const minute of minutes(90, 240)) lockedMinute(minute, ["b", "c"]).forEach(health.take);
    const found = health.takeChanges().map(({ deviceId, faultClass }) => `${deviceId} ${faultClass}`);
    expect(found.toSorted()).toEqual(["b locked_on", "c locked_on"]);
  });

  it("is asked of as many lanes as it counts", () => {
    const devices = LOOPS.map((id) => loop(id));
    const { health, references } = watch(devices);
    const [a = loop("a")] = devices;
    const take = (minute: number, count: number) =>
      LOOPS.forEach((id) => void health.take(reading(id, minute, { count })));
    take(1, 100);
    expect(references.laneFlowVph(a, START + MINUTE)).toBe(6_000);
    take(2, 160);
    expect(references.laneFlowVph(a, START + 2 * MINUTE)).toBeNull();
  });
});

/** After each minute what passes by the neighbours of each loop, and which of its readings are trusted. */
function play({ health, references }: Watch, from: number, to: number): unknown[] {
  return minutes(from, to).map((minute) => {
    const observations = lockedMinute(minute, minute >= 90 && minute < 130 ? ["b"] : []);
    observations.forEach(health.take);
    return {
      minute,
      flows: ONE_LANE_EACH.map((device) => references.laneFlowVph(device, START + minute * MINUTE)),
      trusted: observations.map(({ deviceId, receivedAt, reading: { ts } }) =>
        health.isTrustedAt(deviceId, { ts, receivedAt }),
      ),
      changes: health.takeChanges(),
    };
  });
}

it("the same readings are references after a restart in the middle of a fault", () => {
  const undisturbed = watch();
  play(undisturbed, 1, 110);
  const saved = LOOPS.map((id) => JSON.stringify(encodeSensor(known(undisturbed.health, id))));
  const expected = play(undisturbed, 110, 200);
  const restarted = watch();
  LOOPS.forEach((id, n) => {
    const sensor = decodeSensor(JSON.parse(saved[n] ?? ""));
    if (sensor) restarted.health.load(id, sensor);
  });
  expect(play(restarted, 110, 200)).toEqual(expected);
  expect(expected).toContainEqual(
    expect.objectContaining({ minute: 120, flows: [null, expect.any(Number), null] }),
  );
  expect(expected.at(-1)).toMatchObject({
    flows: LOOPS.map(() => expect.any(Number)),
    trusted: [true, true, true],
  });
});

function known(health: SensorHealth, id: string) {
  const saved = health.save(id);
  if (!saved) throw new Error(`nothing is known of ${id}`);
  return saved;
}
