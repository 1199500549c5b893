import type { NetworkPoint } from "./network.ts";

/** What is needed to see that two carriageways belong to one road. */
export interface Carriageway {
  id: string;
  from: string;
  to: string;
  name: string;
  line: readonly NetworkPoint[];
}

/** Carriageways further apart than this at their middle are two roads, m. */
const MAX_DISTANCE_M = 40;

/**
 * Pairs each carriageway with the one that runs back between the same junctions: the nearest at the middle, the same
 * street name preferred, and only where the choice is mutual.
 */
export function findOpposites(carriageways: readonly Carriageway[]): Map<string, string> {
  const byEnds = new Map<string, Carriageway[]>();
  for (const one of carriageways) {
    const key = endsKey(one.from, one.to);
    byEnds.set(key, [...(byEnds.get(key) ?? []), one]);
  }
  const best = new Map<string, string>();
  for (const one of carriageways) {
    const choice = nearest(one, byEnds.get(endsKey(one.to, one.from)) ?? []);
    if (choice) best.set(one.id, choice.id);
  }
  return new Map([...best].filter(([id, oppositeId]) => id !== oppositeId && best.get(oppositeId) === id));
}

function endsKey(from: string, to: string): string {
  return `${from}\n${to}`;
}

function nearest(one: Carriageway, candidates: readonly Carriageway[]): Carriageway | undefined {
  const middle = middleOf(one.line);
  const ranked = candidates
    .map((candidate) => {
      const [x, y] = middleOf(candidate.line);
      return {
        candidate,
        distanceM: Math.hypot(x - middle[0], y - middle[1]),
        isSameStreet: candidate.name === one.name,
      };
    })
    .filter(({ distanceM }) => distanceM <= MAX_DISTANCE_M)
    .sort((a, b) => Number(b.isSameStreet) - Number(a.isSameStreet) || a.distanceM - b.distanceM);
  return ranked[0]?.candidate;
}

function middleOf(line: readonly NetworkPoint[]): NetworkPoint {
  const [x1, y1] = line[0] ?? [0, 0];
  const [x2, y2] = line[line.length - 1] ?? [0, 0];
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}
