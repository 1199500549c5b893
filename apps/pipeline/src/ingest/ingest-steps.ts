import { createCheckDeviceStep, type KnownDevice } from "../steps/check-device.ts";
import { createCheckStructureStep } from "../steps/check-structure.ts";
import { createCheckTimeStep } from "../steps/check-time.ts";
import { createDecodePayloadStep } from "../steps/decode-payload.ts";
import { createDropRepeatStep } from "../steps/drop-repeat.ts";
import { createMarkLateStep } from "../steps/mark-late.ts";
import type { RepeatCache } from "../steps/repeat-cache.ts";
import { createSplitReadingsStep } from "../steps/split-readings.ts";
import type { Lateness } from "./lateness.ts";

/** What the steps of all domains need from their surroundings. */
export interface IngestStepDeps {
  devices: { find(id: string): KnownDevice | undefined };
  repeats: RepeatCache;
  lateness: Lateness;
  maxPayloadBytes: number;
}

/** The steps that every domain's topology is put together from. */
export type IngestSteps = ReturnType<typeof createIngestSteps>;

/** Creates one set of steps for all domains. */
export function createIngestSteps(deps: IngestStepDeps) {
  return {
    checkDevice: createCheckDeviceStep(deps.devices),
    decodePayload: createDecodePayloadStep(deps),
    splitReadings: createSplitReadingsStep(),
    checkStructure: createCheckStructureStep(),
    checkTime: createCheckTimeStep(),
    dropRepeat: createDropRepeatStep(deps.repeats),
    markLate: createMarkLateStep(deps.lateness),
  };
}
