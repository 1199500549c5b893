import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeVehicles, type EncodedVehicle, encodeVehicles, VEHICLE_BYTES } from "./vehicle-codec.ts";

const AT = 1_800_000_000_000;

const vehicleArbitrary: fc.Arbitrary<EncodedVehicle> = fc.record({
  handle: fc.nat({ max: 0xffffffff }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  speedKmh: fc.double({ min: 0, max: 300, noNaN: true }),
  headingDeg: fc.double({ min: 0, max: 360, noNaN: true }),
  ts: fc.integer({ min: AT - 65_000, max: AT }),
});

function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return Math.min(turn, 360 - turn);
}

describe("vehicle codec", () => {
  it("gives back every vehicle within the steps of the encoding", () => {
    fc.assert(
      fc.property(fc.array(vehicleArbitrary, { maxLength: 40 }), fc.array(fc.nat()), (vehicles, gone) => {
        const frame = decodeVehicles(encodeVehicles({ kind: "delta", seq: 7, at: AT, vehicles, gone }));
        expect(frame).not.toBeNull();
        expect(frame?.gone).toEqual(gone);
        expect(frame?.vehicles).toHaveLength(vehicles.length);
        for (const [index, sent] of vehicles.entries()) {
          const got = frame?.vehicles[index];
          if (!got) throw new Error("a vehicle is missing");
          expect(got.handle).toBe(sent.handle);
          expect(Math.abs(got.lon - sent.lon)).toBeLessThanOrEqual(0.51e-7);
          expect(Math.abs(got.lat - sent.lat)).toBeLessThanOrEqual(0.51e-7);
          expect(Math.abs(got.speedKmh - sent.speedKmh)).toBeLessThanOrEqual(0.151);
          expect(turnBetween(got.headingDeg, sent.headingDeg)).toBeLessThanOrEqual(0.36);
          expect(Math.abs(got.ts - sent.ts)).toBeLessThanOrEqual(4);
        }
      }),
    );
  });

  it("takes sixteen bytes a vehicle", () => {
    const vehicle = { handle: 1, lon: 9.1, lat: 54.2, speedKmh: 33, headingDeg: 90, ts: AT };
    const empty = encodeVehicles({ kind: "snapshot", seq: 1, at: AT, vehicles: [], gone: [] });
    const one = encodeVehicles({ kind: "snapshot", seq: 1, at: AT, vehicles: [vehicle], gone: [] });
    expect(one.byteLength - empty.byteLength).toBe(VEHICLE_BYTES);
    expect(VEHICLE_BYTES).toBeLessThanOrEqual(16);
  });

  it("answers null to bytes that are cut, longer or of another version, whatever they are", () => {
    const bytes = encodeVehicles({ kind: "delta", seq: 1, at: AT, vehicles: [], gone: [4, 5] });
    expect(decodeVehicles(bytes.subarray(0, bytes.byteLength - 1))).toBeNull();
    expect(decodeVehicles(Uint8Array.from([...bytes, 0]))).toBeNull();
    expect(decodeVehicles(Uint8Array.from([9, ...bytes.subarray(1)]))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(() => decodeVehicles(noise)).not.toThrow();
      }),
    );
  });

  it("keeps a speed above the range and a time too old at the end of the range", () => {
    const vehicle = { handle: 1, lon: 0, lat: 0, speedKmh: 900, headingDeg: -90, ts: AT - 900_000 };
    const got = decodeVehicles(
      encodeVehicles({ kind: "delta", seq: 1, at: AT, vehicles: [vehicle], gone: [] }),
    );
    expect(got?.vehicles[0]).toMatchObject({ headingDeg: 270, ts: AT - 65_528 });
    expect(got?.vehicles[0]?.speedKmh).toBeCloseTo(306.9);
  });
});
