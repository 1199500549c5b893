import type { ParseArgsConfig } from "node:util";
import { z } from "zod";

/** Options that every replay has. */
export const REPLAY_OPTIONS = {
  speed: { type: "string" },
  "as-fast-as-possible": { type: "boolean" },
  "shift-to-now": { type: "boolean" },
} as const satisfies NonNullable<ParseArgsConfig["options"]>;

/** How these are written in the help text. */
export const REPLAY_USAGE = "[--speed N | --as-fast-as-possible] [--shift-to-now]";

/** Fields of a command's schema for these options. */
export const replayFields = {
  speed: z.coerce.number().positive().max(100_000).default(1),
  "as-fast-as-possible": z.boolean().default(false),
  "shift-to-now": z.boolean().default(false),
};

/** Speed of a replay, or undefined for as fast as possible. */
export function speedOf(options: { speed: number; "as-fast-as-possible": boolean }): number | undefined {
  return options["as-fast-as-possible"] ? undefined : options.speed;
}
