import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import { flow } from "@arterial/streams/flow";
import type { IngestSteps } from "../../ingest/ingest-steps.ts";
import type { MessagePart } from "../../steps/taken-message.ts";
import { decodeAirReading } from "./decode.ts";

/** From the broker to the log, for the air domain. */
export function createAirTopology(steps: IngestSteps) {
  return {
    air: flow<MessagePart>("air", { from: "city/v1/air/+" })
      .step(steps.checkDevice)
      .step(steps.decodePayload)
      .split(steps.splitReadings)
      .step(steps.checkStructure)
      .step(decodeAirReading)
      .step(steps.checkTime)
      .step(steps.dropRepeat)
      .step(steps.markLate)
      .to(OBSERVATION_TOPICS.air),
  };
}
