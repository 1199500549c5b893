import type { RoadClass } from "@arterial/domain/city/network";

const CLASS_OF_WORD: readonly (readonly [RegExp, RoadClass])[] = [
  [/motorway|trunk|freeway|highspeed/, "motorway"],
  [/primary|arterial/, "primary"],
  [/secondary|tertiary|collector/, "secondary"],
  [/residential|living_street|unclassified|local|minor/, "residential"],
  [/service|track|unsurfaced/, "service"],
];

/**
 * Road class of an edge: by the words of its SUMO type (`highway.primary`), else by speed and lanes, which is a guess
 * that keeps wide and fast roads prominent on the map.
 */
export function roadClassOf(edge: { type: string; speedMs: number; lanes: number }): RoadClass {
  const type = edge.type.toLowerCase();
  for (const [pattern, roadClass] of CLASS_OF_WORD) if (pattern.test(type)) return roadClass;
  const speedKmh = edge.speedMs * 3.6;
  if (speedKmh > 85 && edge.lanes >= 2) return "motorway";
  if (speedKmh > 65 || edge.lanes >= 3) return "primary";
  if (speedKmh > 55 || edge.lanes === 2) return "secondary";
  return speedKmh > 25 ? "residential" : "service";
}
