import { z } from "zod";

const childMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("progress"), text: z.string().min(1) }),
]);

/** What a child tells its supervisor. */
export type ChildMessage = z.output<typeof childMessageSchema>;

/** A child's message, or null for anything else that comes over the channel. */
export function readChildMessage(message: unknown): ChildMessage | null {
  const parsed = childMessageSchema.safeParse(message);
  return parsed.success ? parsed.data : null;
}

const ERROR_LEVEL = 50;

/** The sentence of a log line that someone must read (level error or fatal), or null for every other line. */
export function readErrorLine(line: string): string | null {
  const entry = parseJson(line);
  if (typeof entry !== "object" || entry === null || !("level" in entry) || !("msg" in entry)) return null;
  if (typeof entry.level !== "number" || entry.level < ERROR_LEVEL) return null;
  const cause = "err" in entry ? readMessage(entry.err) : null;
  return cause === null ? String(entry.msg) : `${entry.msg}: ${cause}`;
}

function readMessage(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("message" in error)) return null;
  return String(error.message);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
