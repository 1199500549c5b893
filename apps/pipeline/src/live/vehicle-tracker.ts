import { distanceM, headingDeg } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import type { VehiclePosition, VehiclesFrame } from "@arterial/domain/live/frame";
import { roundPosition } from "@arterial/domain/live/replay/vehicle-slice";
import type { Observation } from "@arterial/domain/observation";

/** Older positions are history: they are stored, not shown as now. */
const SHOWN_WITHIN_MS = 60_000;
/** A vehicle is gone after this many of its feed's intervals without a word, but not before `LEAST_SILENCE_MS`. */
const SILENT_INTERVALS = 3;
const LEAST_SILENCE_MS = 5_000;
/** Below this distance the direction between two positions says nothing. */
const LEAST_STEP_M = 0.5;

interface Tracked {
  position: VehiclePosition;
  goneAt: number;
  isNew: boolean;
}

/** Keeps the newest position of every vehicle and says who is gone. */
export interface VehicleTracker {
  take(observation: Observation<"vehicle">): void;
  /** Positions heard since the last frame, and vehicles that fell silent. */
  frame(now: number): VehiclesFrame;
  size(): number;
}

/** Compass bearing from one position to another, degrees; undefined when they are too near to tell. */
function bearingDeg(
  from: { lon: number; lat: number },
  to: { lon: number; lat: number },
): number | undefined {
  const start: LonLat = [from.lon, from.lat];
  const end: LonLat = [to.lon, to.lat];
  return distanceM(start, end) < LEAST_STEP_M ? undefined : headingDeg(start, end);
}

function positionOf(
  observation: Observation<"vehicle">,
  before: VehiclePosition | undefined,
): VehiclePosition {
  const { ts, id, lon, lat, speedKmh, headingDeg, segmentId } = observation.reading;
  const heading = headingDeg ?? (before && bearingDeg(before, { lon, lat })) ?? before?.headingDeg ?? 0;
  const position = { id, ts, lon, lat, speedKmh, headingDeg: heading, segmentId: segmentId ?? null };
  return roundPosition(position);
}

/** Creates a tracker; `intervalMsOf` tells how often a feed reports. */
export function createVehicleTracker(options: {
  intervalMsOf: (deviceId: string) => number;
}): VehicleTracker {
  const vehicles = new Map<string, Tracked>();
  return {
    take: (observation) => {
      const { deviceId, receivedAt, reading } = observation;
      if (receivedAt - reading.ts > SHOWN_WITHIN_MS) return;
      const before = vehicles.get(reading.id)?.position;
      if (before && before.ts >= reading.ts) return;
      const silenceMs = Math.max(LEAST_SILENCE_MS, SILENT_INTERVALS * options.intervalMsOf(deviceId));
      const position = positionOf(observation, before);
      vehicles.set(reading.id, { position, goneAt: receivedAt + silenceMs, isNew: true });
    },
    frame: (now) => {
      const frame: VehiclesFrame = { at: now, vehicles: [], gone: [] };
      for (const [id, tracked] of vehicles) {
        if (tracked.isNew) frame.vehicles.push(tracked.position);
        else if (tracked.goneAt <= now) {
          frame.gone.push(id);
          vehicles.delete(id);
        }
        tracked.isNew = false;
      }
      return frame;
    },
    size: () => vehicles.size,
  };
}
