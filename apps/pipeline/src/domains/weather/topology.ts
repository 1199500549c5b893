import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import { flow } from "@arterial/streams/flow";
import type { IngestSteps } from "../../ingest/ingest-steps.ts";
import type { MessagePart } from "../../steps/taken-message.ts";
import { decodeWeatherReading } from "./decode.ts";

/** From the broker to the log, for the weather domain. */
export function createWeatherTopology(steps: IngestSteps) {
  return {
    weather: flow<MessagePart>("weather", { from: "city/v1/weather/+" })
      .step(steps.checkDevice)
      .step(steps.decodePayload)
      .split(steps.splitReadings)
      .step(steps.checkStructure)
      .step(decodeWeatherReading)
      .step(steps.checkTime)
      .step(steps.dropRepeat)
      .step(steps.markLate)
      .to(OBSERVATION_TOPICS.weather),
  };
}
