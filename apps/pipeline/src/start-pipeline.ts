import { readCity, readCityNetwork } from "@arterial/db/city/read-city";
import { readDeviceAccounts, readDevices } from "@arterial/db/city/read-devices";
import { createPool, type Pool } from "@arterial/db/pool";
import { readLatestObservations } from "@arterial/db/timeseries/latest/read-latest";
import { type Clock, systemClock } from "@arterial/runtime/clock";
import { createHealth, type Health } from "@arterial/runtime/health";
import type { Scope } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { createMetrics, type Metrics } from "@arterial/runtime/metrics";
import { startMetricsServer } from "@arterial/runtime/metrics-server";
import { createMemoryLog } from "@arterial/streams/memory-log";
import { startCityWatch } from "./city/city-watch.ts";
import { startDeviceRegistry } from "./devices/device-registry.ts";
import type { PipelineEnv } from "./env.ts";
import { createIngest } from "./ingest/ingest.ts";
import { createIngestSteps } from "./ingest/ingest-steps.ts";
import { openBroker } from "./ingest/open-broker.ts";
import { createPipelineMetrics } from "./ingest/pipeline-metrics.ts";
import { createTopologies } from "./ingest/topologies.ts";
import { createLivePublisher } from "./live/live-publisher.ts";
import type { PipelineContext } from "./pipeline-context.ts";
import { startDeadLetterSink } from "./sinks/dead-letter-sink.ts";
import { startLiveSink } from "./sinks/live-sink.ts";
import { startObservationSink } from "./sinks/observation-sink.ts";
import { createRepeatCache } from "./steps/repeat-cache.ts";
import type { PipelineLog, PipelineTopics } from "./topics.ts";

const REMEMBERED_READINGS = 100_000;

interface Surroundings {
  env: PipelineEnv;
  logger: Logger;
  clock: Clock;
  registry: Metrics;
  health: Health;
  /** Ends the process: something that cannot be lost was lost. */
  crash: (error: unknown) => void;
}

function openDatabase(scope: Scope, { env, health }: Surroundings): Promise<Pool> {
  return scope.start("database", async () => {
    const pool = createPool({ url: env.PIPELINE_DATABASE_URL, applicationName: "arterial-pipeline" });
    await pool.query("select 1");
    health.register("database", async () => {
      await pool.query("select 1");
      return { status: "ok" };
    });
    return { value: pool, stop: () => pool.end() };
  });
}

function openLog(scope: Scope, { crash }: Surroundings): Promise<PipelineLog> {
  return scope.start("event log", () => {
    const log: PipelineLog = createMemoryLog<PipelineTopics>({ onFailure: crash });
    return { value: log, stop: () => log.close() };
  });
}

function watchDevices(scope: Scope, pool: Pool, { env, clock, logger }: Surroundings) {
  const refreshEveryMs = env.DEVICE_REFRESH_S * 1_000;
  const load = async () => ({ accounts: await readDeviceAccounts(pool), devices: await readDevices(pool) });
  return scope.start("device registry", () => startDeviceRegistry({ load, refreshEveryMs, clock, logger }));
}

function watchCity(scope: Scope, pool: Pool, { clock, logger }: Surroundings) {
  const loadNetwork = () => readCityNetwork(pool);
  const loadImportedAt = async () => (await readCity(pool))?.importedAt ?? null;
  return scope.start("city", () => startCityWatch({ loadNetwork, loadImportedAt, clock, logger }));
}

/** The pipeline and where it can be reached. */
export interface RunningPipeline {
  context: PipelineContext;
  /** Port of the embedded broker; undefined with an external one. */
  mqttPort: number | undefined;
  metricsPort: number;
}

/**
 * Starts the whole pipeline: sinks before operators, operators before the intake. `startParts` adds what works on the
 * stream besides the sinks.
 */
export async function startPipeline(
  scope: Scope,
  options: Pick<Surroundings, "env" | "logger" | "crash"> & {
    startParts: (scope: Scope, context: PipelineContext) => Promise<void>;
  },
): Promise<RunningPipeline> {
  const around = { ...options, clock: systemClock, registry: createMetrics(), health: createHealth() };
  const { env, logger, clock, registry, health } = around;
  const metrics = createPipelineMetrics(registry);
  const pool = await openDatabase(scope, around);
  const city = await watchCity(scope, pool, around);
  const devices = await watchDevices(scope, pool, around);
  const log = await openLog(scope, around);

  const giveUpAfterMs = env.DATABASE_WAIT_S * 1_000;
  const sinkDeps = { pool, log, clock, logger, metrics, giveUpAfterMs };
  const deadLetters = startDeadLetterSink(sinkDeps);
  const observations = startObservationSink(sinkDeps);
  registry.gauge({
    name: "arterial_log_lag_records",
    help: "Records taken and not yet committed",
    collect: () => observations.lag() + deadLetters.lag(),
  });

  const repeats = createRepeatCache(REMEMBERED_READINGS);
  const topologies = createTopologies(
    createIngestSteps({ devices, repeats, maxPayloadBytes: env.MAX_PAYLOAD_BYTES }),
  );
  const take = createIngest({ topologies, devices, log, clock, metrics });
  const { crash } = options;
  const broker = await openBroker(scope, { ...around, devices, take, metrics, onFailure: crash });
  const publisher = createLivePublisher({ store: broker.store, clock });
  city.onChange(() => void publisher.forgetSegments());
  const backfill: PipelineContext["backfill"] = { progress: null };
  const context = { env, clock, logger, metrics: registry, pool, city, devices, log, publisher, backfill };

  const latest = await readLatestObservations(pool);
  await scope.start("live sink", () =>
    startLiveSink({ log, publisher, devices, clock, latest, backfill: () => backfill.progress }),
  );
  await options.startParts(scope, context);
  const { mqttPort } = await broker.startTaking();
  const { METRICS_PORT: port, METRICS_HOST: host } = env;
  const server = await scope.start("metrics server", () =>
    startMetricsServer({ port, host, metrics: registry, health }),
  );
  return { context, mqttPort, metricsPort: server.port };
}
