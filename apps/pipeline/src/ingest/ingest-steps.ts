import { createCheckDeviceStep, type KnownDevice } from "../steps/check-device.ts";
import { createCheckTimeStep } from "../steps/check-time.ts";
import { createDecodePayloadStep } from "../steps/decode-payload.ts";
import { createDropRepeatStep } from "../steps/drop-repeat.ts";
import type { RepeatCache } from "../steps/repeat-cache.ts";
import { createSplitReadingsStep } from "../steps/split-readings.ts";

/** What the steps of all domains need from their surroundings. */
export interface IngestStepDeps {
  devices: { find(id: string): KnownDevice | undefined };
  repeats: RepeatCache;
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
    checkTime: createCheckTimeStep(),
    dropRepeat: createDropRepeatStep(deps.repeats),
  };
}
