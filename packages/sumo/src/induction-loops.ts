import { edgeOfLane } from "./fcd.ts";
import { numberOf, optionalNumberOf, readXml, streamXml, type XmlSource } from "./xml-stream.ts";

/** An E1 induction loop as defined in an additional file. */
export interface InductionLoop {
  id: string;
  laneId: string;
  edgeId: string;
  /** Position along the lane, m from its start; a negative one in the file counts from the end and stays so here. */
  positionM: number;
  /** Aggregation period, s; absent when the loop only reports at the end of the run. */
  periodS?: number;
}

/**
 * Reads the E1 loops of an additional file, under either name (`inductionLoop`, `e1Detector`).
 * Format: https://sumo.dlr.de/docs/Simulation/Output/Induction_Loops_Detectors_(E1).html
 * @throws SumoFileError `INVALID_XML`, `INVALID_VALUE`.
 */
export async function readInductionLoops(source: XmlSource): Promise<InductionLoop[]> {
  const loops: InductionLoop[] = [];
  await readXml(source, {
    open(name, attributes) {
      if (name !== "inductionLoop" && name !== "e1Detector") return;
      const laneId = attributes.lane ?? "";
      const loop: InductionLoop = {
        id: attributes.id ?? "",
        laneId,
        edgeId: edgeOfLane(laneId) ?? "",
        positionM: numberOf(attributes, "pos"),
      };
      const periodS = optionalNumberOf(attributes, "period") ?? optionalNumberOf(attributes, "freq");
      if (periodS !== undefined) loop.periodS = periodS;
      loops.push(loop);
    },
  });
  return loops;
}

/** One interval of one loop's output. */
export interface InductionLoopRow {
  id: string;
  beginS: number;
  endS: number;
  /** Vehicles that passed completely. */
  count: number;
  /** veh/h */
  flowVph: number;
  /** Percent of time covered. */
  occupancyPercent: number;
  /** Arithmetic mean, m/s; absent when nothing passed (the file says -1). */
  speedMs?: number;
}

/**
 * Reads E1 output row by row.
 * @throws SumoFileError `INVALID_XML`, `INVALID_VALUE`.
 */
export function readInductionLoopOutput(source: XmlSource): AsyncGenerator<InductionLoopRow> {
  return streamXml<InductionLoopRow>(source, (emit) => ({
    open(name, attributes) {
      if (name !== "interval") return;
      const speedMs = optionalNumberOf(attributes, "speed") ?? -1;
      emit({
        id: attributes.id ?? "",
        beginS: numberOf(attributes, "begin"),
        endS: numberOf(attributes, "end"),
        count: numberOf(attributes, "nVehContrib"),
        flowVph: optionalNumberOf(attributes, "flow") ?? 0,
        occupancyPercent: optionalNumberOf(attributes, "occupancy") ?? 0,
        ...(speedMs >= 0 ? { speedMs } : {}),
      });
    },
  }));
}
