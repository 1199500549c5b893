import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import { flow } from "@arterial/streams/flow";
import type { IngestSteps } from "../../ingest/ingest-steps.ts";
import type { MessagePart } from "../../steps/taken-message.ts";
import { decodeCameraReading } from "./decode.ts";

/** From the broker to the log, for the camera domain. */
export function createCameraTopology(steps: IngestSteps) {
  return {
    camera: flow<MessagePart>("camera", { from: "city/v1/camera/+" })
      .step(steps.checkDevice)
      .step(steps.decodePayload)
      .split(steps.splitReadings)
      .step(steps.checkStructure)
      .step(decodeCameraReading)
      .step(steps.checkTime)
      .step(steps.dropRepeat)
      .step(steps.markLate)
      .to(OBSERVATION_TOPICS.camera),
  };
}
