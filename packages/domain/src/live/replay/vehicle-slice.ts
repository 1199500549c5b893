/**
 * Changes of vehicles in a slice, delta-coded: names once, then for each position the difference to the vehicle's last
 * one in the slice. Positions to 1e-6°, speeds to 0.1 km/h, headings to 1°: what `roundPosition` leaves.
 */
import { createByteReader } from "../../recording/byte-reader.ts";
import { createByteWriter } from "../../recording/byte-writer.ts";
import type { VehiclePosition } from "../frame.ts";
import type { RecordedChange } from "./live-state.ts";

const DEGREE_STEPS = 1e6;
const SPEED_STEPS = 10;
const VERSION = 1;

interface Steps {
  /** Age of the position when it was published, ms. */
  age: number;
  lon: number;
  lat: number;
  speed: number;
  heading: number;
  /** Index of the segment plus one; 0 for none. */
  segment: number;
}
const START: Steps = { age: 0, lon: 0, lat: 0, speed: 0, heading: 0, segment: 0 };

/** Rounded to steps; never minus zero, which no integer tells from zero. */
function toStep(value: number, steps: number): number {
  return Math.round(value * steps) / steps + 0;
}

/** A position with no more digits than the live line and the recording carry. */
export function roundPosition(position: VehiclePosition): VehiclePosition {
  return {
    ...position,
    ts: Math.round(position.ts),
    lon: toStep(position.lon, DEGREE_STEPS),
    lat: toStep(position.lat, DEGREE_STEPS),
    speedKmh: toStep(position.speedKmh, SPEED_STEPS),
    headingDeg: toStep(position.headingDeg, 1) % 360,
  };
}

/** Gives out a running number for each name. */
function createNames() {
  const indexes = new Map<string, number>();
  return {
    indexOf(name: string): number {
      const known = indexes.get(name);
      if (known !== undefined) return known;
      indexes.set(name, indexes.size);
      return indexes.size - 1;
    },
    list: () => [...indexes.keys()],
  };
}

/** Bytes of a slice's changes. */
export function encodeVehicleChanges(changes: readonly RecordedChange<VehiclePosition>[]): Uint8Array {
  const [vehicles, segments] = [createNames(), createNames()];
  const body = createByteWriter();
  const last = new Map<number, Steps>();
  let at = 0;
  body.unsigned(changes.length);
  for (const change of changes) {
    body.signed(change.at - at);
    at = change.at;
    body.unsigned(change.set.length);
    let previous = 0;
    for (const position of change.set) {
      const index = vehicles.indexOf(position.id);
      const before = last.get(index) ?? START;
      const steps: Steps = {
        age: at - position.ts,
        lon: Math.round(position.lon * DEGREE_STEPS),
        lat: Math.round(position.lat * DEGREE_STEPS),
        speed: Math.round(position.speedKmh * SPEED_STEPS),
        heading: position.headingDeg,
        segment: position.segmentId === null ? 0 : segments.indexOf(position.segmentId) + 1,
      };
      last.set(index, steps);
      body.signed(index - previous);
      previous = index;
      for (const field of FIELDS) body.signed(steps[field] - before[field]);
    }
    body.unsigned(change.drop.length);
    for (const id of change.drop) body.unsigned(vehicles.indexOf(id));
  }
  const out = createByteWriter();
  out.unsigned(VERSION);
  out.text(JSON.stringify([vehicles.list(), segments.list()]));
  out.block(body.finish());
  return out.finish();
}

const FIELDS = [
  "age",
  "lon",
  "lat",
  "speed",
  "heading",
  "segment",
] as const satisfies readonly (keyof Steps)[];

/** The changes in a slice's bytes. @throws RecordingError when they are not such bytes. */
export function decodeVehicleChanges(bytes: Uint8Array): RecordedChange<VehiclePosition>[] {
  const head = createByteReader(bytes);
  if (head.unsigned() !== VERSION) throw new RangeError("a slice of another version");
  const [vehicles, segments] = JSON.parse(head.text()) as [string[], string[]];
  const body = createByteReader(head.block());
  const last = new Map<number, Steps>();
  let at = 0;
  const nameOf = (index: number): string => {
    const name = vehicles[index];
    if (name === undefined) throw new RangeError("a vehicle without a name");
    return name;
  };
  return Array.from({ length: body.unsigned() }, () => {
    at += body.signed();
    let index = 0;
    const set = Array.from({ length: body.unsigned() }, (): VehiclePosition => {
      index += body.signed();
      const steps = { ...(last.get(index) ?? START) };
      for (const field of FIELDS) steps[field] += body.signed();
      last.set(index, steps);
      return {
        id: nameOf(index),
        ts: at - steps.age,
        lon: steps.lon / DEGREE_STEPS,
        lat: steps.lat / DEGREE_STEPS,
        speedKmh: steps.speed / SPEED_STEPS,
        headingDeg: steps.heading,
        segmentId: steps.segment === 0 ? null : (segments[steps.segment - 1] ?? null),
      };
    });
    const drop = Array.from({ length: body.unsigned() }, () => nameOf(body.unsigned()));
    return { at, set, drop };
  });
}
