import fc from "fast-check";
import { expect, it } from "vitest";
import type { TrackSample } from "./apportion.ts";
import { segmentAt, straightRoadMap } from "./straight-road.fixture.ts";
import { createVehicleTracks } from "./vehicle-tracks.ts";

const ROAD = straightRoadMap();
const GRACE_MS = 60_000;
const SPEED_MS = 1;

/** A vehicle that creeps along the road, at an instant. */
function creep(ts: number): TrackSample {
  const placeM = (ts / 1_000) * SPEED_MS;
  const id = segmentAt(placeM)?.id;
  const segment = id === undefined ? null : (ROAD.segment(id) ?? null);
  const startM = Number(segment?.fromJunctionId.slice(1) ?? 0);
  return { ts, segment, offsetM: segment ? placeM - startM : 0, speedMs: SPEED_MS };
}

/** Tracks with what they have applied and not taken back, and how often they applied anything. */
function open() {
  const applied = new Map<string, number>();
  let changes = 0;
  const tracks = createVehicleTracks(ROAD, (_key, sign, segment, fromAt, toAt, distanceM) => {
    changes += 1;
    const stretch = `${segment.id} ${fromAt} ${toAt} ${distanceM}`;
    applied.set(stretch, (applied.get(stretch) ?? 0) + sign);
  });
  const stretches = () => [...applied].filter(([, count]) => count !== 0).sort();
  return { tracks, stretches, changes: () => changes };
}

function inOrder(times: readonly number[]) {
  const { tracks, stretches } = open();
  for (const ts of times) tracks.insert("v", creep(ts));
  return stretches();
}

/** Instants of one vehicle: steps of its trips, and the time between trips that are so far apart or hardly so. */
const steps = fc.oneof(
  fc.constantFrom(500, 1_000, 1_500, 1_501, 9_000, 10_000, 10_001, 11_000),
  fc.integer({ min: 500, max: 200_000 }),
);
function timesOf(gaps: readonly number[]): number[] {
  let ts = 0;
  return gaps.map((gap) => {
    ts += gap;
    return ts;
  });
}

it("gives the same whatever the order within grace, and whenever it forgets", () => {
  const moments = fc.array(
    fc.record({ gapMs: steps, delayMs: fc.integer({ min: 0, max: GRACE_MS }), forgets: fc.boolean() }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(moments, (list) => {
      const times = timesOf(list.map(({ gapMs }) => gapMs));
      const { tracks, stretches } = open();
      const arrivals = list
        .map(({ delayMs, forgets }, index) => ({ ts: times[index] ?? 0, delayMs, forgets }))
        .sort((a, b) => a.ts + a.delayMs - (b.ts + b.delayMs));
      for (const { ts, delayMs, forgets } of arrivals) {
        tracks.pass(ts + delayMs - GRACE_MS);
        if (forgets) tracks.forget();
        expect(tracks.insert("v", creep(ts))).toBe("taken");
      }
      expect(stretches()).toEqual(inOrder(times));
    }),
    { numRuns: 500 },
  );
});

it("leaves the end of a trip as it is when another trip of the same vehicle begins", () => {
  const { tracks, stretches, changes } = open();
  tracks.insert("v", creep(1_000));
  tracks.insert("v", creep(2_000));
  const before = { stretches: stretches(), changes: changes() };
  expect(before.stretches.map(([stretch]) => stretch)).toEqual(["a 1000 2000 1", "a 2000 3000 1"]);
  tracks.insert("v", creep(60_000));
  expect({ stretches: stretches(), changes: changes() }).toEqual(before);
});

it("keeps the neighbour of a sample that is just in time", () => {
  const { tracks, stretches } = open();
  for (const ts of [1_000, 2_000]) tracks.insert("v", creep(ts));
  tracks.pass(2_500);
  tracks.forget();
  tracks.insert("v", creep(3_000));
  expect(stretches()).toEqual(inOrder([1_000, 2_000, 3_000]));
});

it("forgets vehicles of which nothing can be continued", () => {
  const { tracks } = open();
  tracks.insert("v", creep(1_000));
  tracks.pass(11_000);
  tracks.forget();
  expect(tracks.vehicles()).toBe(1);
  tracks.pass(11_001);
  tracks.forget();
  expect(tracks.vehicles()).toBe(0);
});
