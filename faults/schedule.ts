import { databaseFaults } from "./faults-of-database.ts";
import { networkFaults } from "./faults-of-network.ts";
import { partFaults } from "./faults-of-parts.ts";
import { workerFaults } from "./faults-of-worker.ts";
import type { Fault } from "./stage.ts";

/** Every fault, in order. */
export function listFaults(folder: string): Fault[] {
  return [...workerFaults(folder), ...databaseFaults(folder), ...networkFaults(), ...partFaults(folder)];
}
