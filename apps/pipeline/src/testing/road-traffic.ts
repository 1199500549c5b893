import type { CityNetwork } from "@arterial/domain/city/network";
import {
  latitudeAt,
  STRAIGHT_ROAD,
  segmentAt,
} from "../domains/traffic/segment-metrics/straight-road.fixture.ts";

/** The straight road as a city. */
export const ROAD_CITY: CityNetwork = {
  name: "Road",
  timeZone: "Europe/Berlin",
  drivesOn: "right",
  isSimulated: true,
  segments: [...STRAIGHT_ROAD],
  junctions: [],
  landUse: [],
};

const ROAD_M = 638;
const VEHICLES = 12;

interface Pass {
  vehicle: number;
  number: number;
  fromS: number;
  speedMs: number;
}

/** Speeds are low in the middle third, so that there is congestion to decide. */
function speedOf(vehicle: number, number: number, share: number): number {
  const isBusy = share > 1 / 3 && share < 2 / 3;
  return (isBusy ? 1.5 : 7) + ((vehicle * 7 + number * 5) % 5);
}

function passesOf(vehicle: number, durationS: number): Pass[] {
  const passes: Pass[] = [];
  for (let fromS = vehicle * 9; fromS < durationS; ) {
    const speedMs = speedOf(vehicle, passes.length, fromS / durationS);
    passes.push({ vehicle, number: passes.length, fromS, speedMs });
    fromS += Math.ceil(ROAD_M / speedMs);
  }
  return passes;
}

function positionAt(pass: Pass, atS: number, baseMs: number): object[] {
  const placeM = (atS - pass.fromS) * pass.speedMs;
  if (placeM < 0 || placeM > ROAD_M) return [];
  const segment = segmentAt(placeM);
  const reading = {
    ts: baseMs + atS * 1_000,
    id: `v${pass.vehicle}-${pass.number}`,
    lon: 11,
    lat: latitudeAt(placeM),
    speedKmh: pass.speedMs * 3.6,
  };
  return [segment ? { ...reading, segmentId: segment.id } : reading];
}

/** Positions of all vehicles of the road, one list a second: the same for the same base. */
export function roadTraffic(baseMs: number, durationS: number): object[][] {
  const passes = Array.from({ length: VEHICLES }, (_, vehicle) => passesOf(vehicle, durationS)).flat();
  return Array.from({ length: durationS }, (_, atS) =>
    passes.flatMap((pass) => positionAt(pass, atS, baseMs)),
  );
}
