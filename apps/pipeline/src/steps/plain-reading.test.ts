import { DEVICE_KINDS, type DeviceKind } from "@arterial/domain/device-kind";
import { READING_SCHEMAS } from "@arterial/domain/observation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IS_PLAIN_READING } from "./plain-reading.ts";

const TYPICAL: Record<DeviceKind, object> = {
  traffic: { ts: 1_780_000_000_000, flowVph: 600, speedKmh: 47.2, occupancy: 0.12, lane: 1 },
  vehicle: { ts: 1_780_000_000_000, id: "bus 7", lon: 11, lat: 54.6, speedKmh: 30, segmentId: "s-1" },
  air: { ts: 1_780_000_000_000, seq: 3, pm25: 12.5, no2: 30 },
  parking: { ts: 1_780_000_000_000, occupied: 3, capacity: 10 },
  weather: { ts: 1_780_000_000_000, temperatureC: -4, windMs: 3 },
  camera: { ts: 1_780_000_000_000, counts: { car: 3 } },
};

const number = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 400 }),
  fc.constantFrom(0, -0, 1, 360, 1_000, 20_000, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), 0.5),
);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 70 }),
  fc.constantFrom("", " ", "~", "é", "\u0000", "2026-07-01T12:00:00Z", "2026-07-01T12:00:00+02:00"),
);
const anything = fc.oneof(number, text, fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));

/** JSON can say numbers that are read as infinite. */
function textOf(value: unknown): string {
  return value === Number.POSITIVE_INFINITY ? "1e999" : JSON.stringify(value);
}

/** A typical reading with some fields changed, left out or added. */
function changed(kind: DeviceKind): fc.Arbitrary<unknown> {
  const names = [...Object.keys(READING_SCHEMAS[kind].shape), "extra", "__proto__", "toString"];
  const changes = fc.array(fc.tuple(fc.constantFrom(...names), fc.oneof(number, text, anything)), {
    maxLength: 4,
  });
  const left = fc.array(fc.constantFrom(...names), { maxLength: 2 });
  return fc.tuple(changes, left).map(([add, leaveOut]) => {
    const entries = [...Object.entries(TYPICAL[kind]), ...add].filter(([name]) => !leaveOut.includes(name));
    const members = entries.map(([name, value]) => `${JSON.stringify(name)}:${textOf(value)}`);
    return JSON.parse(`{${members.join(",")}}`);
  });
}

describe.each(DEVICE_KINDS)("a plain %s reading", (kind) => {
  it("is accepted by the schema and stays the same", () => {
    const values = fc.oneof({ weight: 9, arbitrary: changed(kind) }, fc.jsonValue());
    fc.assert(
      fc.property(values, (value) => {
        if (!IS_PLAIN_READING[kind](value)) return;
        const parsed = READING_SCHEMAS[kind].safeParse(value);
        expect(parsed).toEqual({ success: true, data: value });
      }),
      { numRuns: 5_000, seed: 7 },
    );
  });

  it("is what devices usually send, except for a camera's counts", () => {
    expect(IS_PLAIN_READING[kind](TYPICAL[kind])).toBe(kind !== "camera");
  });
});
