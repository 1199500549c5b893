import { kafka } from "./kafka/kafka.ts";
import { mosquitto } from "./mosquitto.ts";
import { postgres } from "./postgres.ts";
import { redis } from "./redis.ts";
import type { Service, ServiceName } from "./service.ts";

/** Every service by its name. */
export const SERVICES: Readonly<Record<ServiceName, Service>> = { kafka, mosquitto, redis, postgres };
