import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { BOUNDARIES, type Boundary, KILL_AFTER, KILL_AT, KILL_MARKER } from "./kill/boundaries.ts";
import type { Fault, Stage } from "./stage.ts";

const KILL_SWITCH = fileURLToPath(new URL("./kill/kill-switch.ts", import.meta.url));
const ENDS_WITHIN_MS = 60_000;

/** Passes of a boundary before the kill: some way into the input, where others are under way. */
const PASSES: Readonly<Record<Boundary, number>> = {
  "before-batch": 60,
  "rows-written": 40,
  "commit-sent": 40,
  committed: 40,
  acknowledging: 800,
  "letters-written": 6,
  "letters-committed": 6,
  "before-windows": 2,
  "windows-written": 2,
  rebuilding: 1,
};

/** No damage at all: what the others are compared with. */
export const UNDISTURBED: Fault = { name: "undisturbed", inflict: async () => {} };

async function killOnce({ worker, sending, random, expectNothingLost }: Stage, share: number): Promise<void> {
  await sending.reached(share);
  await wait(random.between(0, 40));
  worker.kill();
  await expectNothingLost();
}

function killedAt(boundary: Boundary): Fault {
  return {
    name: `worker killed: ${boundary}`,
    endsWorker: true,
    env: {
      NODE_OPTIONS: `--import ${KILL_SWITCH}`,
      [KILL_AT]: boundary,
      [KILL_AFTER]: String(PASSES[boundary]),
    },
    inflict: async (stage) => {
      // What is rebuilt after a crash needs a crash before it.
      if (boundary === "rebuilding") await killOnce(stage, 0.5);
      const starts = boundary === "rebuilding" ? 3 : 2;
      const endsAt = performance.now() + ENDS_WITHIN_MS;
      while (stage.worker.starts() < starts && performance.now() < endsAt) await wait(20);
    },
  };
}

/** The worker, and the broker in it, ended by SIGKILL: at random, and at every boundary of its steps. */
export function workerFaults(markerFolder: string): Fault[] {
  const atRandom: Fault = {
    name: "worker killed at random",
    endsWorker: true,
    inflict: async (stage) => {
      const shares = stage.isLong ? [0.15, 0.35, 0.55, 0.75, 0.9] : [0.3, 0.7];
      for (const share of shares) await killOnce(stage, share);
    },
  };
  const atBoundaries = BOUNDARIES.map(killedAt).map((fault, n) => ({
    ...fault,
    env: { ...fault.env, [KILL_MARKER]: `${markerFolder}/killed-${process.pid}-${n}` },
  }));
  return [atRandom, ...atBoundaries];
}
