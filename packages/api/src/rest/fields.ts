import { z } from "zod";
import { InvalidInputError } from "../errors.ts";

const LAST_INSTANT_MS = 8_640_000_000_000_000;

/** An instant in a query: ISO 8601 with offset, or epoch milliseconds. Parsed to epoch milliseconds. */
export const instantSchema = z
  .union([
    z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
    z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
  ])
  .pipe(z.number().min(0).max(LAST_INSTANT_MS))
  .meta({ description: "ISO 8601 with offset, or epoch milliseconds" });

/** From (included) and to (excluded); without them, from the beginning and to the end of what is stored. */
export const rangeShape = { from: instantSchema.default(0), to: instantSchema.default(LAST_INSTANT_MS) };

/** How many items a page has at most. */
export const limitSchema = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number)
  .pipe(z.number().int().min(1).max(1000))
  .default(100)
  .meta({ description: "items on a page, 1 to 1000; 100 by default" });

export const flagSchema = z
  .enum(["true", "false"])
  .transform((text) => text === "true")
  .meta({ description: "true or false; without it, both" });

export const cursorSchema = z.string().max(512).meta({ description: "nextCursor of the page before" });

export const isoSchema = z.iso.datetime();

/** Epoch ms as REST writes instants. */
export function toIso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** Epoch ms as REST writes instants that may not be known. */
export function toIsoOrNull(epochMs: number | null): string | null {
  return epochMs === null ? null : toIso(epochMs);
}

/** A page of a list; `nextCursor` null on the last one. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A key in the order of a list as an opaque text. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** The key of a cursor, if it has the expected form. Throws InvalidInputError otherwise. */
export function decodeCursor<T extends z.ZodType>(cursor: string, schema: T): z.output<T> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new InvalidInputError("The cursor is not one of this list.", { cause });
  }
}

/** The first `limit` of `limit + 1` rows and the cursor behind them, if there are more. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => string,
): { rows: T[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
