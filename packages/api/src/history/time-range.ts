import { z } from "zod";

const MAX_RANGE_MS = 400 * 24 * 60 * 60 * 1000;
/** The last instant that both JavaScript and PostgreSQL can name. */
const instantSchema = z.number().min(0).max(8_640_000_000_000_000);

/** The fields `from` and `to` of a query: epoch ms, from on and before to. */
export const timeRangeShape = { from: instantSchema, to: instantSchema };

/** Whether a range runs forward and is at most 400 days long. */
export function isTimeRange(range: { from: number; to: number }): boolean {
  return range.from <= range.to && range.to - range.from <= MAX_RANGE_MS;
}

export const TIME_RANGE_MESSAGE = "from must not be after to, and at most 400 days before it";
