import { numberOf, optionalNumberOf, streamXml, type XmlAttributes, type XmlSource } from "./xml-stream.ts";

/** What SUMO measured on one edge in one interval; a value that SUMO leaves out (nobody was there) is absent. */
export interface EdgeDataRow {
  edgeId: string;
  beginS: number;
  endS: number;
  /** Vehicle-seconds spent on the edge. */
  sampledSeconds: number;
  /** Mean speed over vehicle-seconds (space-mean), m/s. */
  speedMs?: number;
  /** veh/km on the whole edge. */
  densityVpkm?: number;
  /** Percent of the edge's length that was covered by vehicles. */
  occupancyPercent?: number;
  travelTimeS?: number;
  entered: number;
  left: number;
  departed: number;
  arrived: number;
}

/**
 * Reads edge-based measures (`<meandata>`, written by edgeData) row by row.
 * Format: https://sumo.dlr.de/docs/Simulation/Output/Lane-_or_Edge-based_Traffic_Measures.html
 * @throws SumoFileError `INVALID_XML`, `INVALID_VALUE`.
 */
export function readEdgeData(source: XmlSource): AsyncGenerator<EdgeDataRow> {
  return streamXml<EdgeDataRow>(source, (emit) => {
    let interval: { beginS: number; endS: number } | undefined;
    return {
      open(name, attributes) {
        if (name === "interval") {
          interval = { beginS: numberOf(attributes, "begin"), endS: numberOf(attributes, "end") };
        } else if (name === "edge" && interval) emit(rowOf(attributes, interval));
      },
    };
  });
}

function rowOf(attributes: XmlAttributes, interval: { beginS: number; endS: number }): EdgeDataRow {
  const row: EdgeDataRow = {
    edgeId: attributes.id ?? "",
    ...interval,
    sampledSeconds: optionalNumberOf(attributes, "sampledSeconds") ?? 0,
    entered: optionalNumberOf(attributes, "entered") ?? 0,
    left: optionalNumberOf(attributes, "left") ?? 0,
    departed: optionalNumberOf(attributes, "departed") ?? 0,
    arrived: optionalNumberOf(attributes, "arrived") ?? 0,
  };
  const optional = {
    speedMs: "speed",
    densityVpkm: "density",
    occupancyPercent: "occupancy",
    travelTimeS: "traveltime",
  } as const;
  for (const [field, attribute] of Object.entries(optional) as [keyof typeof optional, string][]) {
    const value = optionalNumberOf(attributes, attribute);
    if (value !== undefined) row[field] = value;
  }
  return row;
}
