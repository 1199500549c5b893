/** Text in the form in which it is compared: lower case, without accents and punctuation, words divided by one space. */
export function normalizeText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Trigrams of a text padded as pg_trgm does: two spaces before, one behind each word. */
function trigramsOf(text: string): Set<string> {
  const trigrams = new Set<string>();
  for (const word of text.split(" ")) {
    const padded = `  ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++) trigrams.add(padded.slice(i, i + 3));
  }
  return trigrams;
}

/** Below this share of common trigrams a text is not a misspelling of the other. */
const MIN_SIMILARITY = 0.4;

/**
 * How well a normalized text answers a normalized query, 0 (not at all) to 1 (the same). In falling order: the same,
 * begins with it, all of its words begin words of the text, contains it, resembles it (for typing errors).
 */
export function rankText(query: string, text: string): number {
  if (query === "" || text === "") return 0;
  if (text === query) return 1;
  // Of two texts that begin alike the shorter one is meant more often.
  const brevity = (0.08 * query.length) / Math.max(query.length, text.length);
  if (text.startsWith(query)) return 0.88 + brevity;
  const words = text.split(" ");
  if (query.split(" ").every((part) => words.some((word) => word.startsWith(part)))) return 0.7 + brevity;
  if (query.length >= 3 && text.includes(query)) return 0.55 + brevity;
  if (query.length < 4) return 0;
  const similarity = similarityOf(query, words);
  return similarity < MIN_SIMILARITY ? 0 : 0.5 * similarity;
}

/** The best share of common trigrams (Dice) of the query and as many neighbouring words of the text as it has. */
function similarityOf(query: string, words: readonly string[]): number {
  const wanted = trigramsOf(query);
  const width = query.split(" ").length;
  let best = 0;
  for (let i = 0; i + width <= Math.max(words.length, width); i++) {
    const found = trigramsOf(words.slice(i, i + width).join(" "));
    const common = [...wanted].filter((trigram) => found.has(trigram)).length;
    best = Math.max(best, (2 * common) / (wanted.size + found.size));
  }
  return best;
}
