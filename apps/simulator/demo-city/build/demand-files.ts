import type { Trip, VehicleType } from "../plan/demand.ts";

/** Real lengths and standstill gaps of the vehicle types, m; the recording carries the lengths. */
export const VEHICLE_LENGTH_M: Readonly<Record<VehicleType, number>> = {
  car: 4.6,
  van: 6.2,
  truck: 11.5,
  bus: 12,
};
const GAP_M = 2.4;

/**
 * Length of a vehicle in the simulation, m. SUMO's edgeData counts a vehicle on an edge until its rear has left, which
 * adds its length to every edge; Edie's definitions count points. So vehicles are points here, and their real length is
 * part of the gap that they keep at standstill: following, queueing and capacity stay those of real vehicles.
 */
const POINT_LENGTH_M = 0.1;

const TYPE_ATTRIBUTES: Readonly<Record<VehicleType, string>> = {
  car: 'accel="2.4" decel="4.5" sigma="0.35" tau="1.1" speedFactor="normc(1.0,0.07,0.85,1.2)"',
  van: 'accel="2.0" decel="4.5" sigma="0.35" tau="1.1" speedFactor="normc(0.98,0.06,0.85,1.15)"',
  truck:
    'accel="1.1" decel="4.0" sigma="0.3" tau="1.3" maxSpeed="22.2" speedFactor="normc(0.95,0.04,0.85,1.05)"',
  bus: 'accel="1.2" decel="4.0" sigma="0.3" tau="1.2" maxSpeed="22.2" speedFactor="normc(0.95,0.04,0.85,1.05)"',
};

/** The vehicle types as SUMO XML. */
export function vehicleTypesXml(): string {
  return (Object.keys(TYPE_ATTRIBUTES) as VehicleType[])
    .map((type) => {
      const minGap = (VEHICLE_LENGTH_M[type] - POINT_LENGTH_M + GAP_M).toFixed(1);
      return `  <vType id="${type}" length="${POINT_LENGTH_M}" minGap="${minGap}" ${TYPE_ATTRIBUTES[type]}/>`;
    })
    .join("\n");
}

function ends(trip: Trip): string {
  const start = trip.startsInside
    ? `departPos="${trip.fromOffsetM}" departSpeed="0" departLane="0"`
    : 'departPos="0" departSpeed="desired" departLane="best"';
  const finish = trip.endsInside ? ` arrivalPos="${trip.toOffsetM}"` : "";
  return `type="${trip.type}" ${start}${finish}`;
}

/** Hours by hour the same trips, to be routed by SUMO itself; ids are `hour of departure.trip`. */
export function tripsXml(trips: readonly Trip[], hours: number): string {
  const rows = repeated(
    trips,
    hours,
    (trip, id, departS) =>
      `  <trip id="${id}" depart="${departS}" from="${trip.fromEdge}" to="${trip.toEdge}" ${ends(trip)}/>`,
  );
  return `<routes>\n${vehicleTypesXml()}\n${rows}\n</routes>\n`;
}

/** Hours by hour the same trips on fixed routes. `extra` are further vehicles per hour, in order of departure with the trips. */
export function routesXml(
  trips: readonly Trip[],
  routes: ReadonlyMap<string, string>,
  hours: number,
  extra: readonly Extra[],
): string {
  const rows: { departS: number; xml: string }[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    for (const trip of trips) {
      const departS = trip.departS + 3600 * hour;
      const route = routes.get(trip.id);
      if (!route) throw new Error(`${trip.id} has no route`);
      rows.push({
        departS,
        xml: `  <vehicle id="${hour}.${trip.id}" depart="${departS}" ${ends(trip)}><route edges="${route}"/></vehicle>`,
      });
    }
    for (const vehicle of extra) {
      const departS = vehicle.departS + 3600 * hour;
      if (departS >= 0)
        rows.push({ departS, xml: vehicle.xml(`${Math.floor(departS / 3600)}.${vehicle.id}`, departS) });
    }
  }
  rows.sort((a, b) => a.departS - b.departS);
  return `<routes>\n${vehicleTypesXml()}\n${rows.map((row) => row.xml).join("\n")}\n</routes>\n`;
}

/** A vehicle that is not an ordinary trip, such as one that breaks down. */
export interface Extra {
  readonly id: string;
  readonly departS: number;
  xml(id: string, departS: number): string;
}

function repeated(
  trips: readonly Trip[],
  hours: number,
  row: (trip: Trip, id: string, departS: number) => string,
): string {
  const rows: string[] = [];
  for (let hour = 0; hour < hours; hour += 1)
    for (const trip of trips) rows.push(row(trip, `${hour}.${trip.id}`, trip.departS + 3600 * hour));
  return rows.join("\n");
}
