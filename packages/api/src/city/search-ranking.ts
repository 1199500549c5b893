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
  return 0.5 * likenessOf(query.split(" "), words);
}

/** How many slips of the finger a typed word of a length may have. */
function allowedErrors(length: number): number {
  if (length < 4) return 0;
  return length < 5 ? 1 : Math.min(3, Math.floor(length / 4) + 1);
}

/** 1 less the share of wrong letters when every typed word is nearly the beginning of some word of the text, else 0. */
function likenessOf(typed: readonly string[], words: readonly string[]): number {
  let errors = 0;
  let letters = 0;
  for (const part of typed) {
    const fewest = words.reduce(
      (best, word) => Math.min(best, wordErrors(part, word)),
      Number.POSITIVE_INFINITY,
    );
    if (fewest > allowedErrors(part.length)) return 0;
    errors += fewest;
    letters += part.length;
  }
  return letters === 0 ? 0 : Math.max(0.01, 1 - errors / letters);
}

/** Errors of a typed word against a word or its beginning; the first letter is rarely wrong. */
function wordErrors(typed: string, word: string): number {
  if (typed[0] !== word[0]) return Number.POSITIVE_INFINITY;
  if (word.startsWith(typed)) return 0;
  return Math.min(...editDistances(typed, word.slice(0, typed.length + allowedErrors(typed.length))));
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment distance) from `a` to each
 * beginning of `b`: the empty one first, all of `b` last.
 */
export function editDistances(a: string, b: string): number[] {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let fewest = Math.min(substitution, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) fewest = Math.min(fewest, (beforeLast[column - 2] ?? 0) + 1);
      current.push(fewest);
    }
    beforeLast = last;
    last = current;
  }
  return last;
}
