import type { IncidentEpisode } from "@arterial/db/timeseries/incident/episodes";
import type { NoteView } from "../note/note.ts";
import type { GrowthPoint } from "./queue-growth.ts";

/** One event in the life of an incident. */
export interface TimelineEvent {
  at: number;
  /**
   * `began` is T0 as far as measured, `known` T1, `cleared` T7 of the incident timeline (FHWA TIM); T2 to T6 are notes
   * with a milestone.
   */
  type: "began" | "known" | "peak" | "cleared" | "earlier" | "note";
  /** Length of the queue, m, at the peak. */
  lengthM?: number;
  note?: NoteView;
}

/** What happened to an incident, in the order of time. */
export function incidentTimeline(of: {
  episode: IncidentEpisode;
  /** Stays of the same item on the list before this one. */
  earlier: readonly IncidentEpisode[];
  growth: readonly GrowthPoint[];
  notes: readonly NoteView[];
}): TimelineEvent[] {
  const { episode, earlier, growth, notes } = of;
  const peak = growth.reduce<GrowthPoint | null>(
    (best, point) => (best === null || point.lengthM > best.lengthM ? point : best),
    null,
  );
  const events: TimelineEvent[] = [
    ...earlier.map(({ knownAt }): TimelineEvent => ({ at: knownAt, type: "earlier" })),
    { at: Math.min(episode.item.since, episode.knownAt), type: "began" },
    { at: episode.knownAt, type: "known" },
    ...(peak && growth.length > 1 ? [{ at: peak.t, type: "peak" as const, lengthM: peak.lengthM }] : []),
    ...notes.map((note): TimelineEvent => ({ at: note.at, type: "note", note })),
    ...(episode.goneAt === null ? [] : [{ at: episode.goneAt, type: "cleared" as const }]),
  ];
  // The sort is stable: what began comes before what was known in the same moment.
  return events.sort((a, b) => a.at - b.at);
}
