/** Total travel on a segment in a window. */
export interface Travel {
  /** Distance travelled by all vehicles, vehicle-kilometres. */
  vehicleKm: number;
  /** Time spent by all vehicles, vehicle-hours. */
  vehicleHours: number;
}

/** Flow, space-mean speed and density of a region of road and time. */
export interface EdieState {
  flowVph: number;
  /** null when nobody was there. */
  speedKmh: number | null;
  densityVpkm: number;
}

/**
 * Edie's generalised definitions: flow = distance / (length × time), density = time spent / (length × time), and
 * space-mean speed = distance / time spent, so that flow = density × speed.
 * L. C. Edie, Discussion of traffic stream measurements and definitions, 2nd ISTTT, 1963.
 */
export function edieState(travel: Travel, lengthM: number, sizeS: number): EdieState {
  const regionKmH = (lengthM / 1000) * (sizeS / 3600);
  return {
    flowVph: travel.vehicleKm / regionKmH,
    speedKmh: travel.vehicleHours > 0 ? travel.vehicleKm / travel.vehicleHours : null,
    densityVpkm: travel.vehicleHours / regionKmH,
  };
}

/**
 * Delay of all vehicles against free flow, vehicle-hours: time spent beyond what the same distance would have taken.
 */
export function delayVehicleHours(travel: Travel, freeFlowKmh: number): number {
  return Math.max(0, travel.vehicleHours - travel.vehicleKm / freeFlowKmh);
}
