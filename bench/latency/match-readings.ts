/** Readings of one loop as they came to be held, by their time and when that was, both epoch ms and rising. */
export type SeenReadings = readonly (readonly [ts: number, seenAt: number])[];

/** A steady load of loops that send in turn. */
export interface SentLoad {
  /** When the first message was due, epoch ms. */
  startedAt: number;
  perSecond: number;
  loops: number;
  messages: number;
}

/** What became of every message of a load: their number is the sum of the counts. */
export interface MatchedReadings {
  /** Held by themselves. */
  shown: number;
  /** Never held, because a newer reading of the same loop was held instead. */
  superseded: number;
  /** Neither they nor a newer one were held. */
  missing: number;
  /** From when each message was due until its reading or a newer one was held, ms, rising. */
  latenciesMs: number[];
}

/** Finds for every message when its reading was first held; readings carry the whole ms in which they were due. */
export function matchReadings(
  { startedAt, perSecond, loops, messages }: SentLoad,
  seenOf: (loop: number) => SeenReadings,
): MatchedReadings {
  const matched: MatchedReadings = { shown: 0, superseded: 0, missing: 0, latenciesMs: [] };
  for (let loop = 0; loop < Math.min(loops, messages); loop++) {
    const seen = seenOf(loop);
    let at = 0;
    for (let n = loop; n < messages; n += loops) {
      const dueAt = startedAt + (n * 1_000) / perSecond;
      const ts = Math.floor(dueAt);
      while ((seen[at]?.[0] ?? Number.POSITIVE_INFINITY) < ts) at++;
      const found = seen[at];
      if (!found) {
        matched.missing++;
        continue;
      }
      if (found[0] === ts) matched.shown++;
      else matched.superseded++;
      matched.latenciesMs.push(found[1] - dueAt);
    }
  }
  matched.latenciesMs.sort((a, b) => a - b);
  return matched;
}
