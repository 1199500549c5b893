import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import { flow } from "@arterial/streams/flow";
import type { IngestSteps } from "../../ingest/ingest-steps.ts";
import type { MessagePart } from "../../steps/taken-message.ts";
import { decodeTrafficReading, decodeVehicleReading } from "./decode.ts";

/** From the broker to the log, for the traffic domain: loops and vehicles. */
export function createTrafficTopology(steps: IngestSteps) {
  return {
    traffic: flow<MessagePart>("traffic", { from: "city/v1/traffic/+" })
      .step(steps.checkDevice)
      .step(steps.decodePayload)
      .split(steps.splitReadings)
      .step(steps.checkStructure)
      .step(decodeTrafficReading)
      .step(steps.checkTime)
      .step(steps.dropRepeat)
      .step(steps.markLate)
      .to(OBSERVATION_TOPICS.traffic),
    vehicle: flow<MessagePart>("vehicle", { from: "city/v1/vehicle/+" })
      .step(steps.checkDevice)
      .step(steps.decodePayload)
      .split(steps.splitReadings)
      .step(steps.checkStructure)
      .step(decodeVehicleReading)
      .step(steps.checkTime)
      .step(steps.dropRepeat)
      .step(steps.markLate)
      .to(OBSERVATION_TOPICS.vehicle),
  };
}
