import { measureLine, pointOnLine } from "@arterial/domain/city/geometry";
import type { VehicleReading } from "@arterial/domain/traffic/observation";
import type { Random } from "../random.ts";
import { FAULT_CITY } from "./fault-city.ts";

/** Vehicles of one feed, each driving its route again and again as a new vehicle. */
export interface VehicleFeed {
  /** One position of every vehicle, a second later than the call before. */
  step(tsMs: number): VehicleReading[];
}

const ROUTE = ["harbour-01", "mint-01"] as const;

interface Road {
  id: string;
  lengthM: number;
  line: ReturnType<typeof measureLine>;
}

function roadsOf(ids: readonly string[]): Road[] {
  return ids.flatMap((id) => {
    const segment = FAULT_CITY.segments.find((one) => one.id === id);
    return segment ? [{ id, lengthM: segment.lengthM, line: measureLine(segment.line) }] : [];
  });
}

/** Creates a feed of `count` vehicles that are spread over the route. */
export function createVehicleFeed(name: string, count: number, random: Random): VehicleFeed {
  const roads = roadsOf(ROUTE);
  const routeM = roads.reduce((sum, road) => sum + road.lengthM, 0);
  const vehicles = Array.from({ length: count }, (_, n) => ({
    trip: 0,
    number: n,
    atM: (routeM * n) / count,
    speedMs: 6 + random.next() * 8,
  }));

  function place(atM: number): { segmentId: string; lon: number; lat: number } {
    let restM = atM;
    for (const road of roads) {
      if (restM < road.lengthM) {
        const [lon, lat] = pointOnLine(road.line, restM / road.lengthM).point;
        return { segmentId: road.id, lon, lat };
      }
      restM -= road.lengthM;
    }
    throw new RangeError(`${atM} m is beyond the route`);
  }

  return {
    step: (ts) =>
      vehicles.map((vehicle) => {
        const speedMs = Math.max(0, vehicle.speedMs + (random.next() - 0.5) * 3);
        vehicle.atM += speedMs;
        if (vehicle.atM >= routeM) {
          vehicle.atM = 0;
          vehicle.trip += 1;
        }
        const id = `${name}-${vehicle.number}-${vehicle.trip}`;
        return { ts, id, ...place(vehicle.atM), speedKmh: speedMs * 3.6 };
      }),
  };
}
