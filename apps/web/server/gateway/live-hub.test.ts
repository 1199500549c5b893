import { type Cluster, decodeClusters } from "@arterial/api/live/cluster-codec";
import type { LiveLayer } from "@arterial/api/live/layers";
import { decodeMessage, joinFrames } from "@arterial/api/live/message-codec";
import { LIVE_CHANNELS, type VehiclePosition } from "@arterial/domain/live/frame";
import { createManualClock, type ManualClock } from "@arterial/runtime/clock";
import { beforeEach, describe, expect, it } from "vitest";
import { LiveHub } from "./live-hub.ts";
import { createPlaces } from "./places.ts";
import { Watcher } from "./watcher.ts";

const HERE: [number, number] = [11, 54.6];
const NEARBY: [number, number] = [11.1, 54.6];
const FAR: [number, number] = [12, 54.6];
const TEN_MINUTES_MS = 600_000;

let clock: ManualClock;
let hub: LiveHub;
beforeEach(() => {
  clock = createManualClock(0);
  hub = new LiveHub({ clock, onBadFrame: (channel) => expect.unreachable(channel) });
  hub.setPlaces(createPlaces({ segments: [{ id: "a", line: [HERE, [11.001, 54.6]] }], devices: [] }));
});

const vehicle = (id: string, [lon, lat]: [number, number]): VehiclePosition => ({
  id,
  ts: clock.now(),
  lon,
  lat,
  speedKmh: 30,
  headingDeg: 90,
  segmentId: null,
});

/** Takes a frame of vehicles and cuts it. */
function take(vehicles: VehiclePosition[], gone: string[] = []) {
  hub.take({ channel: LIVE_CHANNELS.vehicles, key: null, value: { at: clock.now(), vehicles, gone } });
  return hub.cut().entries;
}

const tilesOf = (layer: LiveLayer) => [...hub.framesOf(layer).entries].length;

/** The clusters of a zoom. */
function clustersAt(zoom: number): Cluster[] {
  const entries = [...hub.framesOf("clusters").entries].filter(({ tile }) => tile.z === zoom);
  const frames = entries.flatMap((entry) => {
    const message = joinFrames({ epoch: 1, tick: 1, at: 0 }, [entry.snapshot()]);
    return decodeMessage(message)?.frames ?? [];
  });
  return frames.flatMap(({ body, tile }) => decodeClusters(body, tile));
}

/** How many vehicles the clusters of a zoom stand for. */
function clusteredAt(zoom: number): number {
  return clustersAt(zoom).reduce((sum, { counts }) => sum + counts.vehicle, 0);
}

describe("vehicles far from the city", () => {
  it("are not taken, and leave when they drive there", () => {
    take([vehicle("v", HERE), vehicle("w", NEARBY), vehicle("x", FAR)]);
    expect(hub.vehicles.size).toBe(2);
    take([vehicle("v", FAR)]);
    expect([...hub.vehicles.positions()].map(({ id }) => id)).toEqual(["w"]);
  });

  it("are taken while there is no city to be far from", () => {
    hub.setPlaces(createPlaces({ segments: [], devices: [] }));
    take([vehicle("x", FAR)]);
    expect(hub.vehicles.size).toBe(1);
  });
});

describe("a tile with nothing in it", () => {
  it("is forgotten after a while, and never gives a number twice", async () => {
    const [first] = take([vehicle("v", NEARBY)]);
    const firstSeq = first?.seq ?? 0;
    take([], ["v"]);
    await clock.advance(TEN_MINUTES_MS - 1);
    take([vehicle("w", HERE)]);
    expect(tilesOf("vehicles")).toBe(2);
    await clock.advance(1);
    take([vehicle("w", HERE)]);
    expect(tilesOf("vehicles")).toBe(1);
    const [again] = take([vehicle("v", NEARBY)]);
    expect(again?.seq).toBeGreaterThan(firstSeq + 1);
  });

  it("is forgotten by the clusters too", async () => {
    take([vehicle("v", HERE)]);
    hub.countClusters(new Set([9]));
    take([], ["v"]);
    hub.countClusters(new Set([9]));
    expect([tilesOf("clusters"), clusteredAt(9)]).toEqual([1, 0]);
    await clock.advance(TEN_MINUTES_MS);
    hub.countClusters(new Set([9]));
    expect(tilesOf("clusters")).toBe(0);
  });

  it("is not forgotten while there is something in it, however long", async () => {
    take([vehicle("v", HERE)]);
    hub.countClusters(new Set([9]));
    await clock.advance(2 * TEN_MINUTES_MS);
    hub.countClusters(new Set([9]));
    expect([tilesOf("clusters"), clusteredAt(9)]).toEqual([1, 1]);
  });
});

describe("clusters", () => {
  it("of every zoom that is looked at stand for all vehicles", () => {
    take([vehicle("v", HERE), vehicle("w", NEARBY)]);
    hub.countClusters(new Set([8, 9]));
    expect([clusteredAt(8), clusteredAt(9)]).toEqual([2, 2]);
  });

  it("are counted once for a zoom between two counts of all, whatever others look at meanwhile", () => {
    take([vehicle("v", HERE)]);
    hub.countClusters(new Set());
    for (const zoom of [8, 9]) hub.countClustersAt(zoom);
    take([vehicle("w", HERE)]);
    for (const zoom of [8, 9]) hub.countClustersAt(zoom);
    expect([clusteredAt(8), clusteredAt(9)]).toEqual([1, 1]);
    hub.countClusters(new Set([8]));
    hub.countClustersAt(9);
    expect([clusteredAt(8), clusteredAt(9)]).toEqual([2, 2]);
  });
});

it("a tile that somebody asks for anew comes once with the next cut, however often it was asked for", () => {
  const watcher = new Watcher(hub);
  const entries = take([vehicle("v", HERE)]);
  const [entry] = entries;
  if (!entry) throw new Error("no tile");
  const { x, y, z } = entry.tile;
  const tiles = { z, minX: x, maxX: x, minY: y, maxY: y };
  watcher.watch({ layers: ["vehicles"], tiles, clusterTiles: null, items: [] });
  expect(watcher.framesOf(entries)).toHaveLength(1);
  for (let count = 0; count < 5; count += 1) watcher.forget("vehicles", entry.key);
  expect(watcher.framesOf([])).toEqual([entry.snapshot()]);
  expect(watcher.framesOf([])).toEqual([]);
});

it("counts in clusters what the list has only the number of", () => {
  const item = {
    id: "a",
    severity: 3,
    kind: "air",
    subject: { type: "device", id: "air-1" },
    point: HERE,
    code: "air.unhealthy",
    params: {},
    since: 1,
    segmentIds: [],
  };
  const others = { ...item, id: "others:air", severity: 1, code: "air.others", others: [1, 0, 40_000, 0] };
  const unlisted = [
    { point: HERE, worstSeverity: 3, count: 40_000 },
    { point: FAR, worstSeverity: 1, count: 1 },
  ];
  const value = { at: clock.now(), items: [item, others], unlisted };
  hub.take({ channel: LIVE_CHANNELS.abnormal, key: "state", value });
  hub.countClusters(new Set([9]));
  const alarms = clustersAt(9).map(({ worstSeverity, activeAlarms }) => [worstSeverity, activeAlarms]);
  expect(alarms.sort()).toEqual([
    [1, 1],
    [3, 40_001],
  ]);
});
