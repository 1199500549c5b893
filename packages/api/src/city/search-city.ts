import { setImmediate as nextTurn } from "node:timers/promises";
import type { Pool } from "@arterial/db/pool";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { listRouteEntries } from "../route/list-route-entries.ts";
import { loadSearchIndex, type SearchEntry, type SearchHit, type SearchHitType } from "./search-index.ts";
import { normalizeText, rankText } from "./search-ranking.ts";

export const searchInputSchema = z.object({
  query: z.string().max(100),
  limit: z.number().int().min(1).max(20).default(10),
});

/** How long a change of the city or its devices may stay unseen by the search. */
const INDEX_AGE_MS = 60_000;

/** Some ms of work. */
const ENTRIES_PER_SLICE = 5_000;

/** Of similarly fitting hits the larger thing comes first; ids of segments are typed by few. */
const TYPE_WEIGHT: Readonly<Record<SearchHitType, number>> = {
  zone: 1,
  // Somebody gave it its name to find it by.
  route: 1,
  street: 0.998,
  junction: 0.97,
  device: 0.96,
  segment: 0.8,
};

const indexes = new WeakMap<Pool, { loadedAt: number; entries: Promise<SearchEntry[]> }>();

/** Streets, junctions, devices, districts, segments and kept routes that answer a query, the best first. */
export async function searchCity(
  ctx: ServiceContext,
  input: z.input<typeof searchInputSchema>,
): Promise<SearchHit[]> {
  requirePermission(ctx.actor, "city.read");
  const { query, limit } = searchInputSchema.parse(input);
  const wanted = normalizeText(query);
  if (wanted === "") return [];
  const [entries, routes] = await Promise.all([indexOf(ctx), listRouteEntries(ctx)]);
  const ranked = await rankEntries([...routes, ...entries], wanted);
  return ranked
    .sort(
      (a, b) => b.rank - a.rank || a.hit.title.localeCompare(b.hit.title) || a.hit.id.localeCompare(b.hit.id),
    )
    .slice(0, limit)
    .map(({ hit }) => hit);
}

/** Ranks in slices with a turn of the event loop after each, so that a large city's search holds nobody up. */
async function rankEntries(entries: readonly SearchEntry[], wanted: string) {
  const ranked: { hit: SearchHit; rank: number }[] = [];
  for (let from = 0; from < entries.length; from += ENTRIES_PER_SLICE) {
    if (from > 0) await nextTurn();
    for (const { hit, texts } of entries.slice(from, from + ENTRIES_PER_SLICE)) {
      const rank = rankEntry(wanted, texts) * TYPE_WEIGHT[hit.type];
      if (rank > 0) ranked.push({ hit, rank });
    }
  }
  return ranked;
}

function rankEntry(wanted: string, texts: readonly string[]): number {
  // A name says more than an id or a road number.
  return texts.reduce(
    (best, text, index) => Math.max(best, rankText(wanted, text) * (index === 0 ? 1 : 0.95)),
    0,
  );
}

function indexOf(ctx: ServiceContext): Promise<SearchEntry[]> {
  const known = indexes.get(ctx.pool);
  if (known !== undefined && ctx.now() - known.loadedAt < INDEX_AGE_MS) return known.entries;
  const entries = loadSearchIndex(ctx.pool);
  indexes.set(ctx.pool, { loadedAt: ctx.now(), entries });
  entries.catch(() => indexes.delete(ctx.pool));
  return entries;
}
