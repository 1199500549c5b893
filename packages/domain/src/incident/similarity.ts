/** What of an incident tells whether another one was like it. */
export interface IncidentTraits {
  code: string;
  subjectId: string;
  /** Segments that it reached over. */
  segmentIds: readonly string[];
  /** Hour of the week at which it began, 0 = Monday 00:00 by the city's clocks. */
  hourOfWeek: number;
}

/** Weights of place, kind and hour. Ours: the same place says most, since causes stay where they are. */
const WEIGHTS = { place: 0.6, code: 0.15, hour: 0.25 } as const;
const HOURS_OF_DAY = 24;
const FIRST_HOUR_OF_WEEKEND = 5 * HOURS_OF_DAY;
/** Hours apart at which the time of day says nothing any more. */
const HOURS_ALIKE = 4;

/** How alike two incidents are, 0 to 1: place (Jaccard index of segments, or the same subject), kind, time of day. */
export function similarityOf(a: IncidentTraits, b: IncidentTraits): number {
  const code = a.code === b.code ? 1 : 0;
  return WEIGHTS.place * placeAlike(a, b) + WEIGHTS.code * code + WEIGHTS.hour * hourAlike(a, b);
}

function placeAlike(a: IncidentTraits, b: IncidentTraits): number {
  if (a.subjectId === b.subjectId) return 1;
  const own = new Set(a.segmentIds);
  const both = b.segmentIds.filter((id) => own.has(id)).length;
  const all = own.size + b.segmentIds.length - both;
  return all === 0 ? 0 : both / all;
}

function hourAlike(a: IncidentTraits, b: IncidentTraits): number {
  const apart = Math.abs((a.hourOfWeek % HOURS_OF_DAY) - (b.hourOfWeek % HOURS_OF_DAY));
  const hours = Math.min(apart, HOURS_OF_DAY - apart);
  const isSameSortOfDay =
    a.hourOfWeek >= FIRST_HOUR_OF_WEEKEND === b.hourOfWeek >= FIRST_HOUR_OF_WEEKEND ? 1 : 0.5;
  return Math.max(0, 1 - hours / HOURS_ALIKE) * isSameSortOfDay;
}
