import { z } from "zod";

/** Earliest and latest `ts` that is taken as a plausible clock, relative to the time of receipt. */
export const MAX_READING_AGE_MS = 32 * 24 * 60 * 60 * 1000;
export const MAX_READING_AHEAD_MS = 60 * 1000;

/**
 * Readings that one message may hold: all of them are taken in one turn of the event loop, and each may become a dead
 * letter. In the largest payload that leaves a reading about 100 bytes, which is what one takes.
 */
export const MAX_READINGS_PER_MESSAGE = 10_000;

/** Time of a reading: ISO 8601 with offset, or epoch milliseconds. Parsed to epoch milliseconds. */
export const readingTimeSchema = z.union([
  z.number().int().nonnegative(),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);

/** Fields that every reading has, whatever its kind. */
export const readingBase = {
  ts: readingTimeSchema,
  /** The device's own running number; tells a repeat from a second reading of the same instant. */
  seq: z.number().int().nonnegative().optional(),
};

export const fractionSchema = z.number().min(0).max(1);
export const headingSchema = z.number().min(0).max(360);

/** Printable characters; every printable character of ASCII is one of them. */
export const LABEL_PATTERN = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]+$/u;

/**
 * A name that a device gives something, such as a vehicle or a bay: printable characters only, since a database's text
 * cannot hold U+0000 or half a surrogate pair.
 */
export function labelSchema(maxLength: number): z.ZodString {
  return z.string().min(1).max(maxLength).regex(LABEL_PATTERN);
}
