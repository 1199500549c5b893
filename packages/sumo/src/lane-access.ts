import type { SumoEdge, SumoLane } from "./network.ts";

/** SUMO vehicle classes that are motor vehicles on a road (https://sumo.dlr.de/docs/Definition_of_Vehicles,_Vehicle_Types,_and_Routes.html#abstract_vehicle_class). */
const MOTOR_CLASSES = new Set([
  "private",
  "emergency",
  "authority",
  "army",
  "vip",
  "passenger",
  "hov",
  "taxi",
  "bus",
  "coach",
  "delivery",
  "truck",
  "trailer",
  "motorcycle",
  "moped",
  "evehicle",
  "custom1",
  "custom2",
]);
const RAIL_CLASSES = new Set([
  "tram",
  "rail_urban",
  "rail",
  "rail_electric",
  "rail_fast",
  "subway",
  "cable_car",
]);

/** Whether a vehicle class may use a lane; a lane with neither list is open to all. */
export function isAllowed(lane: SumoLane, vehicleClass: string): boolean {
  if (lane.allow) return lane.allow.includes("all") || lane.allow.includes(vehicleClass);
  if (lane.disallow) return !lane.disallow.includes("all") && !lane.disallow.includes(vehicleClass);
  return true;
}

/** Lanes that at least one class of motor vehicle may use, from the right. */
export function motorLanes(edge: SumoEdge): SumoLane[] {
  return edge.lanes.filter((lane) => [...MOTOR_CLASSES].some((name) => isAllowed(lane, name)));
}

/** Whether only rail vehicles run here. */
export function isRailOnly(edge: SumoEdge): boolean {
  return (
    motorLanes(edge).length === 0 &&
    edge.lanes.some((lane) => [...RAIL_CLASSES].some((name) => isAllowed(lane, name)))
  );
}
