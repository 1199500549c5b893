import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Flow } from "@arterial/streams/flow";
import { createAirTopology } from "../domains/air/topology.ts";
import { createCameraTopology } from "../domains/camera/topology.ts";
import { createParkingTopology } from "../domains/parking/topology.ts";
import { createTrafficTopology } from "../domains/traffic/topology.ts";
import { createWeatherTopology } from "../domains/weather/topology.ts";
import type { Arrived, MessagePart } from "../steps/taken-message.ts";
import type { IngestSteps } from "./ingest-steps.ts";

/** The way of each kind's messages from the broker to the log. */
export type Topologies = { [K in DeviceKind]: Flow<MessagePart, Arrived<K>> };

/** Creates all topologies; a new domain adds its line here. */
export function createTopologies(steps: IngestSteps): Topologies {
  return {
    ...createTrafficTopology(steps),
    ...createAirTopology(steps),
    ...createParkingTopology(steps),
    ...createWeatherTopology(steps),
    ...createCameraTopology(steps),
  };
}
