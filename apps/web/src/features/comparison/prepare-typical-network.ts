import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { TypicalSegment } from "../traffic/use-typical-segments.ts";

/** On how much it rests what is typical. */
export interface TypicalBasis {
  known: number;
  all: number;
  /** Fewest and most quarter-hours that a direction's typical value comes from. */
  fewestSamples: number;
  mostSamples: number;
  /** Weeks that the most of them come from at least. */
  weeks: number;
}

/** The network as it typically is, for the map. */
export interface TypicalNetwork {
  states: ReadonlyMap<string, { congestionClass: CongestionClass }>;
  basis: TypicalBasis;
}

/** An hour of the week has so many quarter-hours in each week. */
const QUARTERS_OF_HOUR = 4;

/** State of every segment of the city: typical where that is known, no data elsewhere. Null when nothing is typical. */
export function prepareTypicalNetwork(
  ids: Iterable<string>,
  typical: readonly TypicalSegment[],
): TypicalNetwork | null {
  const byId = new Map(typical.map((segment) => [segment.id, segment]));
  const states = new Map<string, { congestionClass: CongestionClass }>();
  const samples: number[] = [];
  for (const id of ids) {
    const found = byId.get(id);
    if (found) samples.push(found.samples);
    states.set(id, { congestionClass: found?.congestionClass ?? "unknown" });
  }
  if (samples.length === 0) return null;
  const mostSamples = Math.max(...samples);
  return {
    states,
    basis: {
      known: samples.length,
      all: states.size,
      fewestSamples: Math.min(...samples),
      mostSamples,
      weeks: Math.ceil(mostSamples / QUARTERS_OF_HOUR),
    },
  };
}
