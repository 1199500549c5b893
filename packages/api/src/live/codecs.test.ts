import type { LiveSegment } from "@arterial/domain/live/frame";
import { CONGESTION_CLASSES } from "@arterial/domain/traffic/congestion-class";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cluster, decodeClusters, encodeClusters } from "./cluster-codec.ts";
import { decodeItems, encodeItems } from "./item-codec.ts";
import { LIVE_LAYERS } from "./layers.ts";
import { decodeMessage, encodeFrame, type Frame, joinFrames } from "./message-codec.ts";
import { decodeSegments, encodeSegments } from "./segment-codec.ts";
import { DETAIL_TILE_ZOOM, fromTileSteps, tileAt } from "./tile-grid.ts";
import { decodeVehicles, type EncodedVehicle, encodeVehicles, VEHICLE_BYTES } from "./vehicle-codec.ts";

const AT = 1_800_000_000_000;
const tileArbitrary = fc.record({
  z: fc.constant(DETAIL_TILE_ZOOM),
  x: fc.nat({ max: 8_191 }),
  y: fc.nat({ max: 8_191 }),
});
const step = fc.nat({ max: 65_535 });

function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return Math.min(turn, 360 - turn);
}

/** Metres between two positions, by the sphere's tangent. */
function metresBetween(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const east = (a.lon - b.lon) * 111_320 * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(east, (a.lat - b.lat) * 111_320);
}

describe("vehicles of a tile", () => {
  const vehiclesArbitrary = fc.record({
    tile: tileArbitrary,
    segmentIds: fc.option(fc.array(fc.string(), { maxLength: 8 })),
    gone: fc.array(fc.nat({ max: 0x7f_ffff })),
    drafts: fc.array(
      fc.record({
        handle: fc.nat({ max: 0x7f_ffff }),
        stepX: step,
        stepY: step,
        speedKmh: fc.double({ min: 0, max: 204, noNaN: true }),
        headingDeg: fc.double({ min: 0, max: 360, noNaN: true }),
        ageMs: fc.integer({ min: 0, max: 65_000 }),
        segment: fc.option(fc.option(fc.nat({ max: 0xfffe })), { nil: undefined }),
      }),
      { maxLength: 40 },
    ),
  });

  it("come back within the steps of the encoding", () => {
    fc.assert(
      fc.property(vehiclesArbitrary, ({ tile, segmentIds, gone, drafts }) => {
        const vehicles = drafts.map(({ stepX, stepY, ageMs, ...rest }): EncodedVehicle => {
          const [lon, lat] = fromTileSteps(tile, stepX, stepY);
          return { ...rest, lon, lat, ts: AT - ageMs };
        });
        const bytes = encodeVehicles({ segmentIds, vehicles, gone }, { tile, at: AT });
        const got = decodeVehicles(bytes, { tile, at: AT, isSnapshot: segmentIds !== null });
        expect(got).toMatchObject({ segmentIds, gone });
        for (const [index, sent] of vehicles.entries()) {
          const back = got.vehicles[index];
          if (!back) throw new Error("a vehicle is missing");
          expect([back.handle, back.segment]).toEqual([sent.handle, sent.segment]);
          expect(metresBetween(back, sent)).toBeLessThan(0.05);
          expect(turnBetween(back.headingDeg, sent.headingDeg)).toBeLessThanOrEqual(0.71);
          expect(Math.abs(back.speedKmh - sent.speedKmh)).toBeLessThanOrEqual(0.41);
          expect(Math.abs(back.ts - sent.ts)).toBeLessThanOrEqual(AT - sent.ts <= 2_040 ? 8 : 258);
        }
      }),
    );
  });

  it("take ten bytes each while they stay on their segment", () => {
    const tile = tileAt([9.1, 54.2], DETAIL_TILE_ZOOM);
    const vehicle = { handle: 1, lon: 9.1, lat: 54.2, speedKmh: 33, headingDeg: 90, ts: AT };
    const size = (vehicles: EncodedVehicle[]) =>
      encodeVehicles({ segmentIds: null, vehicles, gone: [] }, { tile, at: AT }).byteLength;
    expect(size([vehicle, vehicle]) - size([vehicle])).toBe(VEHICLE_BYTES);
    expect(size([{ ...vehicle, segment: 3 }]) - size([vehicle])).toBe(2);
  });
});

describe("segments of a tile", () => {
  const float = fc.float({ min: 0, max: 5_000, noNaN: true });
  const segmentIds = ["a", "Ä/2#", "c"];
  const segmentArbitrary: fc.Arbitrary<LiveSegment> = fc.record({
    id: fc.constantFrom(...segmentIds),
    startAt: fc.integer({ min: 20_000_000, max: 40_000_000 }).map((minute) => minute * 60_000),
    speedKmh: fc.option(float),
    flowVph: float,
    densityVpkm: float,
    occupancy: fc.option(float),
    ratio: fc.option(float),
    freeFlowKmh: float,
    congestionClass: fc.constantFrom(...CONGESTION_CLASSES),
    vehicles: fc.nat({ max: 60_000 }),
    observed: float,
  });
  const indexOf = (id: string) => segmentIds.indexOf(id);

  it("come back as they were, in a snapshot with their names", () => {
    fc.assert(
      fc.property(fc.array(segmentArbitrary), (segments) => {
        const snapshot = encodeSegments({ segmentIds, segments }, indexOf);
        expect(decodeSegments(snapshot, null)).toEqual({ segmentIds, segments });
        const delta = encodeSegments({ segmentIds: null, segments }, indexOf);
        expect(decodeSegments(delta, segmentIds)).toEqual({ segmentIds: null, segments });
      }),
    );
  });

  it("are refused when they point at no name", () => {
    const [segment] = fc.sample(segmentArbitrary, 1);
    if (!segment) throw new Error("no sample");
    const delta = encodeSegments({ segmentIds: null, segments: [{ ...segment, id: "c" }] }, indexOf);
    expect(() => decodeSegments(delta, ["a"])).toThrow(SyntaxError);
  });
});

it("clusters come back with their counts, alarms and place", () => {
  const count = fc.nat({ max: 200_000 });
  const drafts = fc.array(
    fc.record({
      cell: fc.nat({ max: 15 }),
      worstSeverity: fc.constantFrom<Cluster["worstSeverity"]>(null, 1, 2, 3, 4),
      activeAlarms: fc.nat({ max: 65_535 }),
      counts: fc.record({
        traffic: count,
        vehicle: count,
        air: count,
        parking: count,
        weather: count,
        camera: count,
      }),
      at: fc.tuple(step, step),
    }),
  );
  fc.assert(
    fc.property(tileArbitrary, drafts, (tile, made) => {
      const clusters = made.map(({ at: [stepX, stepY], ...rest }) => {
        const [lon, lat] = fromTileSteps(tile, stepX, stepY);
        return { ...rest, lon, lat };
      });
      const back = decodeClusters(encodeClusters(clusters, tile), tile);
      expect(back).toHaveLength(clusters.length);
      for (const [index, sent] of clusters.entries()) {
        const got = back[index];
        if (!got) throw new Error("a cluster is missing");
        const { lon, lat, ...rest } = sent;
        expect(got).toMatchObject(rest);
        expect(metresBetween(got, { lon, lat })).toBeLessThan(0.05);
      }
    }),
  );
});

it("items come back as they were", () => {
  const item = fc.record({ id: fc.string(), values: fc.dictionary(fc.string(), fc.jsonValue()) });
  fc.assert(
    fc.property(fc.array(item), fc.array(fc.string()), (items, left) => {
      const text = JSON.stringify({ items, left });
      expect(JSON.stringify(decodeItems(encodeItems({ items, left })))).toBe(text);
    }),
  );
});

describe("a message", () => {
  const frameArbitrary: fc.Arbitrary<Frame> = fc.record({
    layer: fc.constantFrom(...LIVE_LAYERS),
    kind: fc.constantFrom("snapshot", "delta"),
    tile: tileArbitrary,
    seq: fc.nat({ max: 0xffff_ffff }),
    at: fc.integer({ min: AT - 86_400_000, max: AT + 1_000 }),
    body: fc.uint8Array({ maxLength: 60 }),
  });
  const headArbitrary = fc.record({
    epoch: fc.nat({ max: 0xffff_ffff }),
    tick: fc.nat({ max: 0xffff_ffff }),
    at: fc.constant(AT),
  });

  it("carries frames of any layers and tiles as they were", () => {
    fc.assert(
      fc.property(headArbitrary, fc.array(frameArbitrary, { maxLength: 12 }), (head, frames) => {
        expect(decodeMessage(joinFrames(head, frames.map(encodeFrame)))).toEqual({ ...head, frames });
      }),
    );
  });

  it("is null when its bytes are cut, longer, of another version or noise", () => {
    const head = { epoch: 1, tick: 2, at: AT };
    const [frame] = fc.sample(frameArbitrary, 1);
    if (!frame) throw new Error("no sample");
    const bytes = joinFrames(head, [encodeFrame(frame)]);
    expect(decodeMessage(bytes.subarray(0, bytes.byteLength - 1))).toBeNull();
    expect(decodeMessage(Uint8Array.from([...bytes, 0]))).toBeNull();
    expect(decodeMessage(Uint8Array.from([9, ...bytes.subarray(1)]))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(() => decodeMessage(noise)).not.toThrow();
      }),
    );
  });
});
