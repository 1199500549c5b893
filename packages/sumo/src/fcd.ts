import { numberOf, optionalNumberOf, streamXml, type XmlAttributes, type XmlSource } from "./xml-stream.ts";

/** One vehicle at one step of a floating-car-data file. */
export interface FcdVehicle {
  id: string;
  /** Network coordinates in m, or longitude and latitude when the file was written with `--fcd-output.geo`. */
  x: number;
  y: number;
  /** Compass heading, degrees clockwise from north. */
  headingDeg?: number;
  /** m/s */
  speedMs: number;
  type: string;
  /** Lane id, `:`-prefixed inside junctions; empty when the file leaves it out. */
  laneId: string;
  /** Position along the lane, m. */
  positionM?: number;
}

export interface FcdStep {
  /** Simulation time, s. */
  timeS: number;
  vehicles: FcdVehicle[];
}

/**
 * Reads an FCD file step by step, so that a file of any size needs the memory of one step.
 * Format: https://sumo.dlr.de/docs/Simulation/Output/FCDOutput.html. Persons are left out.
 * @throws SumoFileError `INVALID_XML`, `INVALID_VALUE`.
 */
export function readFcd(source: XmlSource): AsyncGenerator<FcdStep> {
  return streamXml<FcdStep>(source, (emit) => {
    let step: FcdStep | undefined;
    return {
      open(name, attributes) {
        if (name === "timestep") step = { timeS: numberOf(attributes, "time"), vehicles: [] };
        else if (name === "vehicle" && step) step.vehicles.push(vehicleOf(attributes));
      },
      close(name) {
        if (name !== "timestep" || !step) return;
        emit(step);
        step = undefined;
      },
    };
  });
}

function vehicleOf(attributes: XmlAttributes): FcdVehicle {
  const vehicle: FcdVehicle = {
    id: attributes.id ?? "",
    x: numberOf(attributes, "x"),
    y: numberOf(attributes, "y"),
    speedMs: optionalNumberOf(attributes, "speed") ?? 0,
    type: attributes.type ?? "",
    laneId: attributes.lane ?? "",
  };
  const headingDeg = optionalNumberOf(attributes, "angle");
  if (headingDeg !== undefined) vehicle.headingDeg = headingDeg;
  const positionM = optionalNumberOf(attributes, "pos");
  if (positionM !== undefined) vehicle.positionM = positionM;
  return vehicle;
}

/** Edge of a lane id (`edge_0` → `edge`), or undefined inside a junction or off the road. */
export function edgeOfLane(laneId: string): string | undefined {
  if (laneId === "" || laneId.startsWith(":")) return undefined;
  const cut = laneId.lastIndexOf("_");
  return cut > 0 ? laneId.slice(0, cut) : undefined;
}
