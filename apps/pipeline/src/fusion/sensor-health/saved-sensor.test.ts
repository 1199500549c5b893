import type { Device } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeSensor, encodeSensor } from "./saved-sensor.ts";
import type { SensorHealth } from "./sensor-health.ts";
import { watchLoops } from "./testing/watch-loops.ts";

const START = Date.parse("2026-06-01T07:00:00Z");
const LOOPS = ["a", "b", "c"];

const DEVICES = LOOPS.map((id) => ({ id, kind: "traffic", expectedIntervalS: 60, lane: 0 }) as Device);
const watch = () => watchLoops(DEVICES, { startedAt: START });

/** How a loop measures for a while: each of the ways goes on long enough to be found, or to be over. */
const WAYS = ["well", "locked", "chatter", "stuck", "tooMuch", "late", "behind"] as const;

function reading(deviceId: string, minute: number, way: (typeof WAYS)[number], noise: number): Observation {
  const at = START + minute * 60_000;
  const ts = way === "late" && minute % 3 === 0 ? at - 90_000 : way === "behind" ? at - 150_000 : at;
  const count = way === "tooMuch" ? 60 : 4 + (way === "stuck" ? 0 : Math.floor(noise * 12));
  const speedKmh = way === "stuck" ? 41.5 : 25 + noise * 30;
  const covered = (count * (way === "chatter" ? 1.5 : 5.5)) / (speedKmh / 3.6) / 60;
  const occupancy = way === "locked" ? 1 : covered;
  const values = way === "locked" ? { count: 0 } : { count, speedKmh };
  return {
    kind: "traffic",
    deviceId,
    receivedAt: at + Math.floor(noise * 900),
    reading: { ts, periodS: 60, occupancy, ...values },
  };
}

const streamArbitrary = fc
  .array(
    fc.record({
      ways: fc.tuple(fc.constantFrom(...WAYS), fc.constantFrom(...WAYS), fc.constantFrom(...WAYS)),
      noises: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 24, maxLength: 24 }),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((spells) =>
    spells.flatMap(({ ways, noises }, spell) =>
      noises.flatMap((noise, minute) =>
        LOOPS.map((id, n) => reading(id, spell * 24 + minute, ways[n] ?? "well", (noise * (n + 1)) % 1)),
      ),
    ),
  );

interface Judged {
  trusted: boolean[];
  changes: unknown[];
}

function play(health: SensorHealth, stream: readonly Observation[], judged: Judged): void {
  for (const observation of stream) {
    health.take(observation);
    const { deviceId, receivedAt, reading } = observation;
    judged.trusted.push(health.isTrustedAt(deviceId, { ts: reading.ts, receivedAt }));
    judged.changes.push(...health.takeChanges());
  }
}

/** As after a crash: each loop from its own save through JSON, and the readings since in order of receipt. */
function rebuild(saved: ReadonlyMap<string, string>, stored: readonly Observation[]): SensorHealth {
  const health = watch();
  const takenTo = new Map<string, number>();
  for (const [id, json] of saved) {
    const sensor = decodeSensor(JSON.parse(json));
    if (!sensor) throw new Error("what was saved cannot be read");
    health.load(id, sensor);
    takenTo.set(id, sensor.sensor.takenTo);
  }
  for (const observation of stored) {
    const from = takenTo.get(observation.deviceId) ?? Number.NEGATIVE_INFINITY;
    if (observation.receivedAt >= from) health.take(observation);
  }
  return health;
}

let faultsFound = 0;

it("trusts the same readings after crashes as without any, and finds the same faults", () => {
  fc.assert(
    fc.property(streamArbitrary, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (stream, places) => {
      const undisturbed: Judged = { trusted: [], changes: [] };
      play(watch(), stream, undisturbed);

      const disturbed: Judged = { trusted: [], changes: [] };
      const crashes = [...new Set(places.map((place) => place % stream.length))].sort((a, b) => a - b);
      let health = watch();
      let at = 0;
      for (const crash of [...crashes, stream.length]) {
        // Saved one by one, each at another time before the crash.
        const saved = new Map<string, string>();
        LOOPS.forEach((id, n) => {
          const until = at + Math.floor(((crash - at) * n) / LOOPS.length);
          play(health, stream.slice(at, until), disturbed);
          const known = health.save(id);
          if (known) saved.set(id, JSON.stringify(encodeSensor(known)));
          at = until;
        });
        play(health, stream.slice(at, crash), disturbed);
        at = crash;
        health = rebuild(saved, stream.slice(0, crash));
        health.takeChanges();
      }
      expect(disturbed).toEqual(undisturbed);
      faultsFound += undisturbed.changes.length;
    }),
    { numRuns: 60 },
  );
  expect(faultsFound).toBeGreaterThan(60);
});

/** Faults as they are stored after these changes, those that are open. */
function openOf(changes: readonly SensorFault[]): SensorFault[] {
  const rows = new Map(
    changes.map((fault) => [`${fault.deviceId} ${fault.faultClass} ${fault.since}`, fault]),
  );
  return [...rows.values()].filter(({ endedAt }) => endedAt === null);
}

it("trusts the same readings when the watch was ahead of what is stored, and they are read again", () => {
  const crashArbitrary = fc.record({
    crash: fc.nat(),
    unstored: fc.integer({ min: 0, max: 150 }),
    savedBefore: fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 200 })),
  });
  let openAtCrash = 0;
  fc.assert(
    fc.property(streamArbitrary, crashArbitrary, (stream, { crash: place, unstored, savedBefore }) => {
      const undisturbed: Judged = { trusted: [], changes: [] };
      play(watch(), stream, undisturbed);

      const crash = place % stream.length;
      const [before, health] = [{ trusted: [], changes: [] } as Judged, watch()];
      const saved = new Map<string, string>();
      let at = 0;
      // Two of the loops are saved, before or after the last reading that is stored; one never was.
      const saves = savedBefore.map((count, n) => ({
        id: LOOPS[n] ?? "",
        until: Math.max(0, crash - count),
      }));
      for (const { id, until } of saves.sort((a, b) => a.until - b.until)) {
        play(health, stream.slice(at, until), before);
        const known = health.save(id);
        if (known) saved.set(id, JSON.stringify(encodeSensor(known)));
        at = until;
      }
      play(health, stream.slice(at, crash), before);
      const open = openOf(before.changes as SensorFault[]);
      openAtCrash += open.length;

      const stored = Math.max(0, crash - unstored);
      const next = rebuild(saved, stream.slice(0, stored));
      next.adopt(open);
      const again = Math.max(0, stored - 30);
      const after: Judged = { trusted: [], changes: [] };
      play(next, stream.slice(again), after);
      expect(after.trusted).toEqual(undisturbed.trusted.slice(again));
      expect(openOf([...before.changes, ...after.changes] as SensorFault[])).toEqual(
        openOf(undisturbed.changes as SensorFault[]),
      );
    }),
    { numRuns: 600 },
  );
  expect(openAtCrash).toBeGreaterThan(200);
});

it("keeps every number to the bit, those that JSON does not know too", () => {
  const health = watch();
  play(health, [reading("a", 0, "chatter", 0.123456789), reading("a", 1, "well", 1 / 3)], {
    trusted: [],
    changes: [],
  });
  const known = health.save("a");
  expect(known && decodeSensor(JSON.parse(JSON.stringify(encodeSensor(known))))).toEqual(known);
  expect(decodeSensor({ sensor: {} })).toBeUndefined();
});

it("does not read a state with parts that there are none of, such as the bays of an older version", () => {
  const health = watch();
  play(health, [reading("a", 0, "well", 0.5)], { trusted: [], changes: [] });
  const known = health.save("a");
  if (!known) throw new Error("nothing is known of a loop that was heard");
  const withPart = (name: string) => {
    const [part] = known.sensor.parts.values();
    if (part) known.sensor.parts.set(name, part);
    return decodeSensor(JSON.parse(JSON.stringify(encodeSensor(known))));
  };
  expect(withPart("15")?.sensor.parts.size).toBe(2);
  expect(withPart("bay 7")).toBeUndefined();
});
