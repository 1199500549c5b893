import type { Pool } from "@arterial/db/pool";
import type { HeartbeatFrame } from "@arterial/domain/live/frame";
import type { Clock } from "@arterial/runtime/clock";
import type { Logger } from "@arterial/runtime/logger";
import type { Metrics } from "@arterial/runtime/metrics";
import type { CityWatch } from "./city/city-watch.ts";
import type { DeviceRegistry } from "./devices/device-registry.ts";
import type { PipelineEnv } from "./env.ts";
import type { LivePublisher } from "./live/live-publisher.ts";
import type { PipelineLog } from "./topics.ts";

/** What the parts that work on the stream are given: operators, fusion and jobs take what they need of it. */
export interface PipelineContext {
  env: PipelineEnv;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  pool: Pool;
  city: CityWatch;
  devices: DeviceRegistry;
  log: PipelineLog;
  publisher: LivePublisher;
  /** Progress of loading history; the job writes it, the heartbeat shows it. */
  backfill: { progress: HeartbeatFrame["backfill"] };
}
