import type { DeviceToWrite } from "../../packages/db/src/city/write-devices.ts";
import { pointOnSegment, SEGMENT_LENGTH_M, segmentId } from "./bench-city.ts";

/** Kinds that the load is made of. */
export type LoadKind = "traffic" | "vehicle";

export const FLEET_SIZE: Readonly<Record<LoadKind, number>> = { traffic: 1_000, vehicle: 20 };

/** Vehicles of each vehicle feed. */
export const VEHICLES_PER_FEED = 200;

/** Account of a trusted feed at the broker: publishes for every device of the fleet. */
export const BENCH_FEED = { username: "bench-feed", password: "bench-feed-secret" };

/** Name of the n-th device of a kind; a fleet of another size than usual has more or fewer names. */
export function benchDeviceId(kind: LoadKind, n: number, fleetSize = FLEET_SIZE[kind]): string {
  return `bench-${kind}-${n % fleetSize}`;
}

/** Speed of every vehicle, m/s. */
const VEHICLE_SPEED_MS = 10;

/** The devices that send in benchmarks: loops, a thousand unless told, and twenty vehicle feeds. */
export function benchDevices(loops = FLEET_SIZE.traffic): DeviceToWrite[] {
  const sizes = { ...FLEET_SIZE, traffic: loops };
  return (["traffic", "vehicle"] as const).flatMap((kind) =>
    Array.from({ length: sizes[kind] }, (_, n) => {
      const id = benchDeviceId(kind, n, sizes[kind]);
      const [lon, lat] = pointOnSegment(n, SEGMENT_LENGTH_M / 2);
      const place = kind === "traffic" ? { segmentId: segmentId(n), lane: 0 } : {};
      return { id, kind, name: id, lon, lat, expectedIntervalS: 1, ...place };
    }),
  );
}

/**
 * The n-th reading of a kind's fleet: devices in turn, each further in time every round, so that no two are the same
 * and those of one device are in order. Loops report each second, vehicles drive along the roads.
 */
export function benchReading(kind: LoadKind, n: number, startAt: number) {
  const device = n % FLEET_SIZE[kind];
  const round = Math.floor(n / FLEET_SIZE[kind]);
  if (kind === "traffic")
    return {
      ts: startAt + round * 1_000,
      flowVph: 600 + (n % 97) * 5,
      speedKmh: 30 + (n % 41) / 2,
      occupancy: (n % 50) / 100,
      lane: 0,
    };
  const vehicle = round % VEHICLES_PER_FEED;
  const second = Math.floor(round / VEHICLES_PER_FEED);
  const drivenM = second * VEHICLE_SPEED_MS;
  const segment = device * VEHICLES_PER_FEED + vehicle + Math.floor(drivenM / SEGMENT_LENGTH_M);
  const [lon, lat] = pointOnSegment(segment, drivenM % SEGMENT_LENGTH_M);
  return {
    ts: startAt + second * 1_000,
    id: `veh-${vehicle}`,
    lon: Number(lon.toFixed(6)),
    lat: Number(lat.toFixed(6)),
    speedKmh: VEHICLE_SPEED_MS * 3.6,
    headingDeg: 90,
    segmentId: segmentId(segment),
  };
}

/** Event time that so many readings of a kind's fleet span, ms. */
export function spanMs(kind: LoadKind, readings: number): number {
  const perSecond = kind === "traffic" ? FLEET_SIZE.traffic : FLEET_SIZE.vehicle * VEHICLES_PER_FEED;
  return Math.ceil(readings / perSecond) * 1_000;
}
