import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "../until.ts";
import { type Boundary, KILL_AFTER, KILL_AT, KILL_MARKER } from "./boundaries.ts";

const KILL_SWITCH = fileURLToPath(new URL("./kill-switch.ts", import.meta.url));
const ENDS_WITHIN_MS = 60_000;

/** Passes of a boundary before the kill: some way into the input, where others are under way. */
const PASSES: Readonly<Record<Boundary, number>> = {
  "before-batch": 60,
  "rows-written": 40,
  "commit-sent": 40,
  committed: 40,
  acknowledging: 800,
  "in-log": 800,
  "letters-written": 6,
  "letters-committed": 6,
  "before-windows": 2,
  "windows-written": 2,
  rebuilding: 1,
};

/** Batches are larger and fewer behind Kafka. */
const PASSES_ON_KAFKA: Readonly<Partial<Record<Boundary, number>>> = { committed: 5 };

/** A process that ends itself once, at a boundary. */
export interface ArmedKill {
  /** Settings of the process. */
  env: Readonly<Record<string, string>>;
  /**
   * Resolves when it has ended itself there and has been started for the `starts`-th time.
   * @throws when it never came to the boundary.
   */
  isDone(process: { starts(): number }, starts: number): Promise<void>;
}

/** Makes a process end itself at a boundary; `markerFolder` holds the file that says it has. */
export function armKill(
  boundary: Boundary,
  { markerFolder, isOnKafka = false }: { markerFolder: string; isOnKafka?: boolean },
): ArmedKill {
  const passes = (isOnKafka ? PASSES_ON_KAFKA[boundary] : undefined) ?? PASSES[boundary];
  const marker = join(markerFolder, `killed-${randomUUID()}`);
  return {
    env: {
      NODE_OPTIONS: `--import ${KILL_SWITCH}`,
      [KILL_AT]: boundary,
      [KILL_AFTER]: String(passes),
      [KILL_MARKER]: marker,
    },
    isDone: (process, starts) =>
      until(() => existsSync(marker) && process.starts() >= starts, {
        withinMs: ENDS_WITHIN_MS,
        what: `a kill at the boundary "${boundary}" and the start after it`,
      }),
  };
}
