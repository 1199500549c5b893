import { DERIVED_TOPICS } from "@arterial/domain/log-topic";
import type { Anomaly } from "@arterial/domain/traffic/anomaly";
import type { Queue } from "@arterial/domain/traffic/queue";
import type { Started } from "@arterial/runtime/lifecycle";
import type { PipelineContext } from "../../../pipeline-context.ts";
import type { Baselines } from "./anomaly-tracker.ts";
import { createCongestionRunner } from "./congestion-runner.ts";
import { createCongestionStore } from "./congestion-store.ts";

export interface CongestionDeps
  extends Pick<PipelineContext, "env" | "clock" | "logger" | "metrics" | "pool" | "city" | "log"> {
  baselines: Baselines;
}

/** Queues and anomalies as they are now. */
export interface CongestionNow {
  queues(): readonly Queue[];
  anomalies(): readonly Anomaly[];
}

const SETTLE_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;

/** Without any window for this long by the clock, what is found in windows of a size has ended, ms by size in s. */
const SILENT_FOR_MS = [
  [60, 4 * MINUTE_MS],
  [300, 20 * MINUTE_MS],
] as const;

/**
 * Finds queues in the one-minute windows of all segments, bottlenecks and anomalies in the five-minute ones. To the
 * database first, then to the topic of congestion events. After a restart open ones are taken over and the windows since
 * then gone through.
 */
export async function startCongestion(deps: CongestionDeps): Promise<Started<CongestionNow>> {
  const { env, clock, city, log } = deps;
  const runner = await createCongestionRunner(deps, createCongestionStore(deps));
  let heardAt = clock.now();
  const subscription = log.subscribe({
    topics: [DERIVED_TOPICS.segmentMetrics],
    group: "congestion",
    isDurable: false,
    onBatch: async (records) => {
      heardAt = clock.now();
      for (const { value } of records) runner.collect(value);
    },
  });
  await runner.catchUp();

  // Windows may wait for a lost database or log as long as this process outlives the loss.
  const waitsForMs = Math.max(env.DATABASE_WAIT_S, env.KAFKA_WAIT_S) * 1_000;
  async function endSilent(): Promise<void> {
    if (subscription.lag() > 0) return;
    const silentMs = clock.now() - heardAt - waitsForMs;
    for (const [sizeS, forMs] of SILENT_FOR_MS) if (silentMs >= forMs) await runner.end(sizeS);
  }

  // What was imported during the start was told to nobody.
  let isCityNew = true;
  const stopFollowingCity = city.onChange(() => {
    isCityNew = true;
  });
  const stopSettling = clock.every(SETTLE_EVERY_MS, async () => {
    const hasCityChanged = isCityNew;
    isCityNew = false;
    if (hasCityChanged) await runner.followCity();
    await runner.settle();
    await endSilent();
  });
  const gauge = deps.metrics.gauge({
    name: "arterial_queues",
    help: "Queues that have not ended",
    collect: () => runner.queues().length,
  });
  return {
    value: { queues: runner.queues, anomalies: runner.anomalies },
    stop: async () => {
      gauge.unregister();
      stopFollowingCity();
      await stopSettling();
      await subscription.stop();
    },
  };
}
