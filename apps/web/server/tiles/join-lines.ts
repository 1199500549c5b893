import type { LonLat } from "@arterial/domain/city/network";

/** A line with the names of the places where it begins and ends. */
export interface EndedLine {
  from: string;
  to: string;
  line: readonly LonLat[];
}

function indexEnds(lines: readonly EndedLine[]): Map<string, number[]> {
  const at = new Map<string, number[]>();
  for (const [index, { from, to }] of lines.entries()) {
    for (const end of [from, to]) at.set(end, [...(at.get(end) ?? []), index]);
  }
  return at;
}

function reversed({ from, to, line }: EndedLine): EndedLine {
  return { from: to, to: from, line: [...line].reverse() };
}

/**
 * Joins lines that meet end to end into long ones, turning them where needed, so that a street of many segments is one
 * line with one name. Where more than two meet, they all end.
 */
export function joinLines(lines: readonly EndedLine[]): LonLat[][] {
  const ends = indexEnds(lines);
  const isUsed = new Set<number>();

  function takeNext(end: string): EndedLine | undefined {
    const meeting = ends.get(end) ?? [];
    const index = meeting.find((candidate) => !isUsed.has(candidate));
    const next = index === undefined || meeting.length !== 2 ? undefined : lines[index];
    if (index === undefined || !next) return undefined;
    isUsed.add(index);
    return next.from === end ? next : reversed(next);
  }

  function growForward(start: EndedLine): EndedLine {
    const line = [...start.line];
    let { to } = start;
    for (let next = takeNext(to); next; next = takeNext(to)) {
      line.push(...next.line.slice(1));
      to = next.to;
    }
    return { from: start.from, to, line };
  }

  return lines.flatMap((start, index) => {
    if (isUsed.has(index)) return [];
    isUsed.add(index);
    const both = reversed(growForward(reversed(growForward(start))));
    return [[...both.line]];
  });
}
