import { randomUUID } from "node:crypto";
import { readCity, readCityNetwork } from "@arterial/db/city/read-city";
import { createPool, type Pool } from "@arterial/db/pool";
import { readLatestObservations } from "@arterial/db/timeseries/latest/read-latest";
import type { UnwellPart } from "@arterial/domain/live/frame";
import { type Clock, systemClock } from "@arterial/runtime/clock";
import { createHealth, type Health } from "@arterial/runtime/health";
import { createScope, type Scope, type Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { createMetrics, type Metrics } from "@arterial/runtime/metrics";
import { startMetricsServer } from "@arterial/runtime/metrics-server";
import type { LiveStore } from "@arterial/streams/live-store";
import { startTellingAlarmEvents } from "./alarms/tell-alarm-events.ts";
import { startCityWatch } from "./city/city-watch.ts";
import { startDeviceRegistry } from "./devices/device-registry.ts";
import { createDeviceRowsReader } from "./devices/read-device-rows.ts";
import type { PipelineEnv } from "./env.ts";
import { findNewestTimes } from "./ingest/find-newest-times.ts";
import { createIngest } from "./ingest/ingest.ts";
import { createIngestSteps } from "./ingest/ingest-steps.ts";
import { createLateness } from "./ingest/lateness.ts";
import { openBroker } from "./ingest/open-broker.ts";
import { createPipelineMetrics, type PipelineMetrics } from "./ingest/pipeline-metrics.ts";
import { startReplayDrain } from "./ingest/replay-drain.ts";
import { createTopologies } from "./ingest/topologies.ts";
import { createLivePublisher } from "./live/live-publisher.ts";
import { startLiveRecorder } from "./live/recording/live-recorder.ts";
import { openLog } from "./log/open-log.ts";
import type { PipelineContext } from "./pipeline-context.ts";
import { ROLES, type Role } from "./roles.ts";
import { startFeedWatch, startLagWatch, watchDisk } from "./self-watch/start-self-watch.ts";
import { startUnwellParts } from "./self-watch/unwell-parts.ts";
import { startLiveClientsWatch } from "./self-watch/watch-live-clients.ts";
import { startDeadLetterSink } from "./sinks/dead-letter-sink.ts";
import { startLiveSink } from "./sinks/live-sink.ts";
import { startObservationSink } from "./sinks/observation-sink.ts";
import { createRepeatCache } from "./steps/repeat-cache.ts";
import type { PipelineLog } from "./topics.ts";

const REMEMBERED_READINGS = 100_000;

interface Surroundings {
  env: PipelineEnv;
  logger: Logger;
  clock: Clock;
  registry: Metrics;
  health: Health;
  metrics: PipelineMetrics;
  /** Ends the process: something that cannot be lost was lost. */
  crash: (error: unknown) => void;
}

function openDatabase(scope: Scope, { env, health }: Surroundings): Promise<Pool> {
  return scope.start("database", async () => {
    const pool = createPool({
      url: env.PIPELINE_DATABASE_URL,
      applicationName: "arterial-pipeline",
      answerTimeoutMs: env.DATABASE_ANSWER_S * 1_000,
    });
    await pool.query("select 1");
    health.register("database", async () => {
      await pool.query("select 1");
      return { status: "ok" };
    });
    return { value: pool, stop: () => pool.end() };
  });
}

/** Jobs may take as long as they need, and on connections of their own they keep nobody waiting. */
function openJobDatabase(scope: Scope, { env }: Pick<Surroundings, "env">): Promise<Pool> {
  return scope.start("database of jobs", () => {
    const pool = createPool({ url: env.PIPELINE_DATABASE_URL, applicationName: "arterial-jobs", max: 3 });
    return { value: pool, stop: () => pool.end() };
  });
}

function watchDevices(scope: Scope, pool: Pool, { env, clock, logger }: Surroundings) {
  const refreshEveryMs = env.DEVICE_REFRESH_S * 1_000;
  const load = createDeviceRowsReader(pool);
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
  /** Port of the embedded broker; undefined with an external one, or none. */
  mqttPort: number | undefined;
  metricsPort: number;
}

/** What works on the stream besides the sinks: operators and fusion in one process, jobs in another if need be. */
export interface StreamParts {
  startProcessing(scope: Scope, context: PipelineContext): Promise<void>;
  startJobs(scope: Scope, context: PipelineContext): Promise<void>;
}

async function startSinks(
  scope: Scope,
  around: Surroundings,
  { pool, log }: { pool: Pool; log: PipelineLog },
): Promise<void> {
  const { env, clock, logger, registry, metrics } = around;
  const giveUpAfterMs = env.DATABASE_WAIT_S * 1_000;
  const sinkDeps = { pool, log, clock, logger, metrics, giveUpAfterMs, logPrefix: env.KAFKA_PREFIX };
  const deadLetters = startDeadLetterSink(sinkDeps);
  const observations = startObservationSink(sinkDeps);
  const lag = () => observations.lag() + deadLetters.lag();
  const help = "Records taken and not yet committed";
  registry.gauge({ name: "arterial_log_lag_records", help, collect: lag });
  await scope.start("lag watch", () => startLagWatch(around, lag));
}

/** Whatever there must be one of: it starts here unless another process has it, and then once that one has ended. */
async function leadParts(
  scope: Scope,
  { log, logger }: Pick<PipelineContext, "log" | "logger">,
  { part, start }: { part: string; start: (scope: Scope) => Promise<void> },
): Promise<void> {
  await scope.start(part, () =>
    log.lead(part, async () => {
      const own = createScope(logger);
      logger.info({ part }, "part started here");
      await start(own);
      return { value: undefined, stop: own.stop };
    }),
  );
}

/** With another city the live store begins without segments. Ends with the lead: another process tells the store then. */
function forgetSegmentsOfOtherCities({
  city,
  publisher,
  logger,
}: Pick<PipelineContext, "city" | "publisher" | "logger">): Started<void> {
  const forget = () =>
    publisher
      .forgetSegments()
      .catch((error: unknown) => logger.warn({ err: error }, "segments of the city before not forgotten"));
  return { value: undefined, stop: city.onChange(() => void forget()) };
}

interface ProcessingDeps {
  parts: StreamParts;
  health: Health;
  store: LiveStore;
  /** Parts that are not well, of this process and of those beside it. */
  unwell: () => readonly UnwellPart[];
}

async function startProcessing(
  scope: Scope,
  context: PipelineContext,
  { parts, health, store, unwell }: ProcessingDeps,
): Promise<void> {
  const { env, pool, log, devices, clock, logger, city, backfill } = context;
  const recorded = await scope.start("live recorder", () =>
    startLiveRecorder({ store, pool, clock, logger }),
  );
  const giveUpAfterMs = env.DATABASE_WAIT_S * 1_000;
  await scope.start("alarm events", () =>
    startTellingAlarmEvents({ pool, log, clock, logger, giveUpAfterMs }),
  );
  const publisher = createLivePublisher({ store: recorded, clock });
  await scope.start("forgetting of segments", () => forgetSegmentsOfOtherCities({ city, publisher, logger }));
  const latest = await readLatestObservations(pool);
  await scope.start("feed watch", () => startFeedWatch(context, { health, latest }));
  await scope.start("live clients", () => startLiveClientsWatch(context));
  await scope.start("live sink", () =>
    startLiveSink({ log, publisher, devices, clock, latest, backfill: () => backfill.progress, unwell }),
  );
  await parts.startProcessing(scope, { ...context, publisher });
}

async function createTake(
  around: Surroundings,
  {
    devices,
    log,
    pool,
    roles,
  }: Pick<PipelineContext, "devices" | "log" | "pool"> & { roles: ReadonlySet<Role> },
) {
  const { env, clock, logger, metrics } = around;
  const repeats = createRepeatCache(REMEMBERED_READINGS);
  const giveUpAfterMs = env.DATABASE_WAIT_S * 1_000;
  const logPrefix = env.KAFKA_PREFIX;
  const newestAt = roles.has("ingest")
    ? await findNewestTimes({ pool, log, devices, clock, logger, giveUpAfterMs, logPrefix })
    : new Map();
  const lateness = createLateness({
    deviceOf: devices.device,
    idleMs: env.WINDOW_IDLE_S * 1_000,
    newestAt,
    nowMs: clock.now(),
  });
  const topologies = createTopologies(
    createIngestSteps({ devices, repeats, lateness, maxPayloadBytes: env.MAX_PAYLOAD_BYTES }),
  );
  return createIngest({ topologies, devices, log, clock, metrics });
}

/**
 * Starts the pipeline, or the roles of it that this process has: sinks before operators, operators before the intake.
 */
export async function startPipeline(
  scope: Scope,
  options: Pick<Surroundings, "env" | "logger" | "crash"> & {
    roles?: ReadonlySet<Role>;
    parts: StreamParts;
  },
): Promise<RunningPipeline> {
  const { env, logger, crash, parts, roles = new Set(ROLES) } = options;
  const registry = createMetrics();
  const metrics = createPipelineMetrics(registry);
  const around = { env, logger, crash, clock: systemClock, registry, health: createHealth(), metrics };
  const { clock, health } = around;
  const pool = await openDatabase(scope, around);
  const city = await watchCity(scope, pool, around);
  const devices = await watchDevices(scope, pool, around);
  const log = await scope.start("event log", () => openLog(around));
  if (roles.has("sink")) await startSinks(scope, around, { pool, log });
  if (env.DATA_DIR !== undefined) watchDisk(env.DATA_DIR, health);
  const self = { id: randomUUID(), roles: ROLES.filter((role) => roles.has(role)) };
  // Only beside a log that is kept can there be other processes.
  const shared = log.isKept ? { pool, logger, process: self } : undefined;
  const unwell = await scope.start("health watch", () => startUnwellParts({ health, clock }, shared));

  const take = await createTake(around, { devices, log, pool, roles });
  const broker = await openBroker(scope, { ...around, pool, devices, take, roles, onFailure: crash });
  const publisher = createLivePublisher({ store: broker.store, clock });
  const backfill: PipelineContext["backfill"] = { progress: null };
  const context = { env, clock, logger, metrics: registry, pool, city, devices, log, publisher, backfill };

  if (roles.has("process")) {
    await leadParts(scope, context, {
      part: "processing",
      start: (own) => startProcessing(own, context, { parts, health, store: broker.store, unwell }),
    });
  }
  if (roles.has("jobs")) {
    await leadParts(scope, context, {
      part: "jobs",
      start: async (own) => parts.startJobs(own, { ...context, pool: await openJobDatabase(own, around) }),
    });
  }
  const { mqttPort } = roles.has("ingest") ? await broker.startTaking() : { mqttPort: undefined };
  if (roles.has("ingest")) {
    await scope.start("replay of dead letters", async () =>
      startReplayDrain({ pool, take, clock, logger, onFailure: crash }),
    );
  }
  const { METRICS_PORT: port, METRICS_HOST: host } = env;
  const server = await scope.start("metrics server", () =>
    startMetricsServer({ port, host, metrics: registry, health }),
  );
  return { context, mqttPort, metricsPort: server.port };
}
