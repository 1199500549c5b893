import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import { flow } from "@arterial/streams/flow";
import type { IngestSteps } from "../../ingest/ingest-steps.ts";
import type { MessagePart } from "../../steps/taken-message.ts";
import { decodeParkingReading } from "./decode.ts";

/** From the broker to the log, for the parking domain. */
export function createParkingTopology(steps: IngestSteps) {
  return {
    parking: flow<MessagePart>("parking", { from: "city/v1/parking/+" })
      .step(steps.checkDevice)
      .step(steps.decodePayload)
      .split(steps.splitReadings)
      .step(steps.checkStructure)
      .step(decodeParkingReading)
      .step(steps.checkTime)
      .step(steps.dropRepeat)
      .step(steps.markLate)
      .to(OBSERVATION_TOPICS.parking),
  };
}
