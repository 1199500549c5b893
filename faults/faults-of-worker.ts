import { setTimeout as wait } from "node:timers/promises";
import { armKill } from "./kill/arm-kill.ts";
import { BOUNDARIES, type Boundary } from "./kill/boundaries.ts";
import type { Fault, Stage } from "./stage.ts";

/** No damage at all: what the others are compared with. */
export const UNDISTURBED: Fault = { name: "undisturbed", inflict: async () => {} };

async function killOnce({ worker, sending, random, expectNothingLost }: Stage, share: number): Promise<void> {
  await sending.reached(share);
  await wait(random.between(0, 40));
  worker.kill();
  await expectNothingLost();
}

function killedAt(boundary: Boundary, markerFolder: string): Fault {
  const kill = armKill(boundary, { markerFolder });
  return {
    name: `worker killed: ${boundary}`,
    endsWorker: true,
    env: kill.env,
    inflict: async (stage) => {
      // What is rebuilt after a crash needs a crash before it.
      const isAfterCrash = boundary === "rebuilding";
      if (isAfterCrash) await killOnce(stage, 0.5);
      await kill.isDone(stage.worker, isAfterCrash ? 3 : 2);
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
  return [atRandom, ...BOUNDARIES.map((boundary) => killedAt(boundary, markerFolder))];
}
