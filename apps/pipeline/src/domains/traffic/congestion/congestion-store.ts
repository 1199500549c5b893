import { readAnomalies } from "@arterial/db/timeseries/traffic/anomalies";
import { readBottlenecks } from "@arterial/db/timeseries/traffic/bottlenecks";
import {
  markCongestionTold,
  readCongestionMemory,
  readNewestFinding,
  writeCongestion,
} from "@arterial/db/timeseries/traffic/congestion-memory";
import { readOpenQueues } from "@arterial/db/timeseries/traffic/queues";
import { readSegmentMetricsSince } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import { DERIVED_TOPICS } from "@arterial/domain/log-topic";
import { type CongestionEvent, congestionEventSchema } from "@arterial/domain/traffic/queue";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { z } from "zod";
import type { PipelineContext } from "../../../pipeline-context.ts";
import { retryDatabase } from "../../../sinks/retry-database.ts";
import type { CongestionTrackers, Findings, OpenCongestion } from "./congestion-trackers.ts";

export type CongestionStoreDeps = Pick<PipelineContext, "env" | "clock" | "logger" | "pool" | "log">;

/** Everything about congestion that is stored when it starts. */
export interface StoredCongestion extends OpenCongestion {
  /** Start of the newest windows that were taken, epoch ms, by their size in s; a size of which nothing is known has none. */
  takenTo: ReadonlyMap<number, number>;
  /** Sizes of which it is stored how far they were taken; of others it is taken from what was found. */
  isKnown: (sizeS: number) => boolean;
  /** What may not have been told before. */
  untold: readonly Pick<Findings, "sizeS" | "events">[];
}

/** Where findings are kept, and told. */
export interface CongestionStore {
  read(): Promise<StoredCongestion>;
  /** To the database first, with how far the trackers have come, then to the topic of congestion events. */
  write(findings: Findings, trackers: CongestionTrackers): Promise<void>;
  tell(findings: Pick<Findings, "sizeS" | "events">): Promise<void>;
  /** Stored windows of a size that begin at or after `sinceMs`. */
  windowsSince(sizeS: 60 | 300, sinceMs: number): Promise<SegmentMetric[]>;
}

const MINUTE_MS = 60_000;
const MAX_OPEN = 10_000;

/** Creates the store. */
export function createCongestionStore({
  env,
  clock,
  logger,
  pool,
  log,
}: CongestionStoreDeps): CongestionStore {
  const retry = { clock, logger, giveUpAfterMs: env.DATABASE_WAIT_S * 1_000 };

  async function tell({ sizeS, events }: Pick<Findings, "sizeS" | "events">): Promise<void> {
    if (events.length === 0) return;
    await log.append(DERIVED_TOPICS.congestionEvents, events.map(toRecord));
    await retryDatabase(() => markCongestionTold(pool, sizeS), retry);
  }

  return {
    tell,
    async read() {
      const nowMs = clock.now();
      const range = { isOpen: true, fromMs: 0, toMs: nowMs + MINUTE_MS, limit: MAX_OPEN };
      const rows = await readCongestionMemory(pool);
      const known = new Map(rows.map(({ sizeS, takenTo }) => [sizeS, takenTo]));
      // A clock that was ahead must not keep windows out for as long.
      const takenTo = [...(await readNewestFinding(pool)), ...known].map(
        ([sizeS, startAt]) => [sizeS, Math.min(startAt, nowMs)] as const,
      );
      return {
        queues: await readOpenQueues(pool),
        bottlenecks: await readBottlenecks(pool, range),
        anomalies: await readAnomalies(pool, range),
        memory: new Map(rows.map(({ sizeS, memory }) => [sizeS, memory])),
        takenTo: new Map(takenTo),
        isKnown: (sizeS) => known.has(sizeS),
        untold: rows.map(({ sizeS, untold }) => ({ sizeS, events: eventsOf(untold) })),
      };
    },
    async write(findings, trackers) {
      const { sizeS, events } = findings;
      const row = {
        sizeS,
        takenTo: Math.max(0, trackers.takenTo(sizeS)),
        memory: trackers.memory(sizeS),
        untold: events.length > 0 ? events : null,
      };
      const queues = events.map(({ queue }) => queue);
      await retryDatabase(() => writeCongestion(pool, { ...findings, queues }, row), retry);
      await tell(findings);
    },
    windowsSince: (sizeS, sinceMs) =>
      retryDatabase(() => readSegmentMetricsSince(pool, { sizeS, sinceMs }), retry),
  };
}

function eventsOf(untold: unknown): CongestionEvent[] {
  return z.array(congestionEventSchema).safeParse(untold).data ?? [];
}

function toRecord(event: CongestionEvent) {
  return { key: event.queue.id, value: event, timestampMs: event.queue.state.at };
}
