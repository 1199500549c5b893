import { inTransaction, type Pool } from "@arterial/db/pool";
import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import { mqttTopic } from "@arterial/domain/mqtt-topic";
import type { Observation } from "@arterial/domain/observation";
import type { Clock } from "@arterial/runtime/clock";
import type { Logger } from "@arterial/runtime/logger";
import type { GroupPositions, Subscription } from "@arterial/streams/event-log";
import type { PipelineMetrics } from "../ingest/pipeline-metrics.ts";
import { toLetterRecord } from "../log/letter-record.ts";
import { createLogPositions, type PositionsInDatabase } from "../log/log-positions.ts";
import type { DeadLetterRecord, PipelineLog } from "../topics.ts";
import { isAboutData, retryDatabase } from "./retry-database.ts";
import { createStoreRows, type ObservationRecord, type StoredRows } from "./store-rows.ts";

const GROUP = "observation-sink";
/** Batches are as large as what came while the one before was written: this only bounds a backlog's. */
const MAX_BATCH = 10_000;
/** Older readings are history being loaded: their age says nothing about this pipeline. */
const LIVE_WITHIN_MS = 10 * 60 * 1_000;

/** Where the sink has come to in the log; undefined for a log that keeps nothing. */
export function observationPositions(deps: PositionsInDatabase): GroupPositions | undefined {
  return createLogPositions(GROUP, deps).resume;
}

/** What the sink needs. */
export interface ObservationSinkDeps {
  pool: Pool;
  log: PipelineLog;
  clock: Clock;
  logger: Logger;
  metrics: PipelineMetrics;
  /** How long a lost database is waited for before the process gives up. */
  giveUpAfterMs: number;
  /** What the log's groups are called by besides their name. */
  logPrefix: string;
}

/** What stays out of the database although it passed every step, with PostgreSQL's reason. */
function notStorable(observation: Observation, error: unknown): DeadLetterRecord {
  const { kind, deviceId, receivedAt, reading } = observation;
  return {
    topic: mqttTopic(kind, deviceId),
    deviceId,
    kind,
    receivedAt,
    reason: "not-storable",
    detail: error instanceof Error ? error.message : undefined,
    payload: Buffer.from(JSON.stringify(reading)),
    isRedelivery: false,
  };
}

/**
 * Stores every observation: one transaction per batch, committed before anything is acknowledged. A batch that the
 * database refuses for its data is halved until the readings at fault are alone; those become dead letters.
 */
export function startObservationSink(deps: ObservationSinkDeps): Subscription {
  const { pool, log, clock, metrics } = deps;
  const positions = createLogPositions(GROUP, deps);
  const storeRows = createStoreRows(pool, positions);

  function count({ rows, written }: StoredRows): void {
    for (const { kind, given, inserted } of written) {
      metrics.stored.add({ kind }, inserted);
      if (given > inserted) metrics.dropped.add({ kind, reason: "repeat" }, given - inserted);
    }
    const now = clock.now();
    for (const { kind, receivedAt, reading } of rows) {
      metrics.commitLatency.observe(Math.max(0, now - receivedAt) / 1_000);
      if (receivedAt - reading.ts > LIVE_WITHIN_MS) continue;
      metrics.latency.observe(Math.max(0, now - reading.ts) / 1_000, { kind });
    }
  }

  async function store(records: readonly ObservationRecord[]): Promise<void> {
    try {
      count(await retryDatabase(() => storeRows(records), deps));
    } catch (error) {
      if (!isAboutData(error)) throw error;
      await storeApart(records, error);
    }
  }

  async function storeApart(records: readonly ObservationRecord[], error: unknown): Promise<void> {
    const [only] = records;
    if (only && records.length === 1) {
      const { kind } = only.value;
      const letter = notStorable(only.value, error);
      metrics.deadLettered.add({ kind, reason: letter.reason });
      await log.append("dead-letters", [toLetterRecord(letter)]);
      await retryDatabase(() => inTransaction(pool, (client) => positions.claim(client, records)), deps);
      return;
    }
    const half = records.length >> 1;
    await store(records.slice(0, half));
    await store(records.slice(half));
  }

  return log.subscribe({
    topics: Object.values(OBSERVATION_TOPICS),
    group: GROUP,
    isDurable: true,
    maxBatch: MAX_BATCH,
    ...(positions.resume ? { positions: positions.resume } : {}),
    onBatch: store,
  });
}
