import { type IncidentEpisode, readPastEpisodes } from "@arterial/db/timeseries/incident/episodes";
import { readQueues } from "@arterial/db/timeseries/traffic/queues";
import { type IncidentTraits, similarityOf } from "@arterial/domain/incident/similarity";
import { createHourOfWeek } from "@arterial/domain/time/hour-of-week";
import type { ServiceContext } from "../context.ts";
import { cityTimeZone } from "../history/typical-series.ts";

/** A past incident that was like the one that is looked at; times are epoch ms. */
export interface SimilarCase {
  id: string;
  code: string;
  place: string;
  knownAt: number;
  /** How long it was on the list, ms; null while it was still on it. */
  lastedMs: number | null;
  /** Of its queue; null for what was none. */
  peakLengthM: number | null;
  delayVehH: number | null;
  /** 0 to 1. */
  similarity: number;
}

const CANDIDATES = 500;
const LISTED = 5;
/** Less alike is not alike. */
const LEAST = 0.45;

/** Past incidents of the same kind, the most alike first. */
export async function listSimilarCases(
  ctx: ServiceContext,
  episode: IncidentEpisode,
): Promise<SimilarCase[]> {
  const { item, knownAt } = episode;
  const [past, timeZone] = await Promise.all([
    readPastEpisodes(ctx.pool, { kind: item.kind, beforeMs: knownAt, limit: CANDIDATES }),
    cityTimeZone(ctx.pool),
  ]);
  const hourOfWeek = createHourOfWeek(timeZone);
  const traitsOf = (of: IncidentEpisode): IncidentTraits => ({
    code: of.item.code,
    subjectId: of.item.subject.id,
    segmentIds: of.item.segmentIds,
    hourOfWeek: hourOfWeek(of.item.since),
  });
  const own = traitsOf(episode);
  const alike = past
    .map((other) => ({ other, similarity: similarityOf(own, traitsOf(other)) }))
    .filter(({ similarity }) => similarity >= LEAST)
    .sort((a, b) => b.similarity - a.similarity || b.other.knownAt - a.other.knownAt)
    .slice(0, LISTED);
  return Promise.all(
    alike.map(async ({ other, similarity }) => ({ ...(await toCase(ctx, other, knownAt)), similarity })),
  );
}

async function toCase(
  ctx: ServiceContext,
  { item, knownAt, goneAt }: IncidentEpisode,
  beforeMs: number,
): Promise<Omit<SimilarCase, "similarity">> {
  const wanted = item.queue?.id;
  const [queue] =
    wanted === undefined
      ? []
      : await readQueues(ctx.pool, { id: wanted, fromMs: 0, toMs: beforeMs, limit: 1 });
  return {
    id: item.id,
    code: item.code,
    place: String(item.params.place ?? item.subject.id),
    knownAt,
    lastedMs: goneAt === null || goneAt > beforeMs ? null : goneAt - knownAt,
    peakLengthM: queue?.peakLengthM ?? null,
    delayVehH: queue?.delayVehH ?? null,
  };
}
