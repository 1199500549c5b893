import { z } from "zod";

const share = z.number().min(0).max(1);

/**
 * What a number is made of: shares of its input that were measured by trusted sensors, filled in from neighbours or
 * from what is typical, and measured by sensors that are not trusted. They add up to at most 1; the rest is missing.
 */
export const qualitySharesSchema = z.object({ observed: share, imputed: share, suspect: share });
export type QualityShares = z.infer<typeof qualitySharesSchema>;

/** No input at all. */
export const NO_QUALITY: QualityShares = { observed: 0, imputed: 0, suspect: 0 };

/** Less than this share observed, and a metric may be shown but decides nothing: no congestion, no queue, no anomaly. */
export const MIN_DECIDING_SHARE = 0.5;

/** True when enough of a number was observed to decide something by it. */
export function isDeciding(quality: QualityShares): boolean {
  return quality.observed >= MIN_DECIDING_SHARE && quality.observed > quality.suspect;
}

/** Shares of a number that is made of several, each with its weight; no weight at all gives no quality. */
export function mixQuality(parts: Iterable<{ quality: QualityShares; weight: number }>): QualityShares {
  let weight = 0;
  const sum = { observed: 0, imputed: 0, suspect: 0 };
  for (const part of parts) {
    weight += part.weight;
    sum.observed += part.quality.observed * part.weight;
    sum.imputed += part.quality.imputed * part.weight;
    sum.suspect += part.quality.suspect * part.weight;
  }
  if (weight <= 0) return NO_QUALITY;
  return { observed: sum.observed / weight, imputed: sum.imputed / weight, suspect: sum.suspect / weight };
}
