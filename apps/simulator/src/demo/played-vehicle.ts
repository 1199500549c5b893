/** One vehicle at one second of the recording. */
export interface PlayedVehicle {
  id: string;
  /** Degrees, WGS 84. */
  lon: number;
  lat: number;
  speedKmh: number;
  /** Compass heading, degrees clockwise from north. */
  headingDeg: number;
  /** Absent inside a junction. */
  segmentId?: string | undefined;
  /** `car`, `van`, `truck`, `bus`. */
  vehicleClass: string;
  /** Lane from the right, 0 first. */
  lane: number;
  /** Where the front bumper is, m from the start of the segment. */
  offsetM: number;
}

const LENGTH_M: Readonly<Record<string, number>> = { car: 4.6, van: 5.6, truck: 9, bus: 12 };

/** Length of a vehicle of a class, m; 5 m for a class that is not known. */
export function lengthOfClassM(vehicleClass: string): number {
  return LENGTH_M[vehicleClass] ?? 5;
}
