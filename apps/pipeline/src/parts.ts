import type { Scope } from "@arterial/runtime/lifecycle";
import { startCongestion } from "./domains/traffic/congestion/start-congestion.ts";
import { startSegmentMetrics } from "./domains/traffic/segment-metrics/start-segment-metrics.ts";
import { startSensorHealth } from "./fusion/sensor-health/start-sensor-health.ts";
import { startFusion } from "./fusion/start-fusion.ts";
import { startTypicalNow, type TypicalNow } from "./fusion/typical-now.ts";
import { startHistoryLoad } from "./jobs/history/start-history-load.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import type { PipelineContext } from "./pipeline-context.ts";
import type { StreamParts } from "./start-pipeline.ts";

/**
 * What works on the stream besides the sinks. One line each, in order; each gets what it needs of the context and returns
 * how it is stopped.
 */
export function createStreamParts(): StreamParts {
  const profiles = new Set<TypicalNow>();

  /** Processing and jobs each read the profiles: they may run in processes of their own. */
  async function startProfiles(scope: Scope, context: PipelineContext): Promise<TypicalNow> {
    const timeZone = () => context.city.current()?.timeZone;
    return scope.start("profiles", async () => {
      const { value, stop } = await startTypicalNow({ ...context, timeZone });
      profiles.add(value);
      return {
        value,
        stop: () => {
          profiles.delete(value);
          return stop();
        },
      };
    });
  }

  async function refreshProfiles(): Promise<void> {
    for (const typical of profiles) await typical.refresh();
  }

  return {
    startProcessing: async (scope, context) => {
      const typical = await startProfiles(scope, context);
      const trust = await scope.start("sensor health", () => startSensorHealth(context));
      const segmentMetrics = await scope.start("segment metrics", () =>
        startSegmentMetrics({
          ...context,
          freeFlowOf: ({ id, speedLimitKmh }) =>
            typical.freeFlow(id) ?? { kmh: speedLimitKmh, source: "posted", samples: 0 },
          typicalOf: (id) => {
            const [speed, flow] = [typical.speed(id), typical.flow(id)];
            return speed && flow && { speedKmh: speed.p50, flowVph: flow.p50 };
          },
          trust,
        }),
      );
      const congestion = await scope.start("congestion", () =>
        startCongestion({ ...context, baselines: { speed: typical.speed, flow: typical.flow } }),
      );
      const { preview } = segmentMetrics;
      await scope.start("fusion", () => startFusion({ ...context, typical, trust, congestion, preview }));
    },
    startJobs: async (scope, context) => {
      const { logger } = context;
      const typical = { ...(await startProfiles(scope, context)), refresh: refreshProfiles };
      await scope.start("jobs", () => startJobs({ ...context, typical }));
      await scope.start("history", () =>
        startHistoryLoad({
          ...context,
          onProfiles: () =>
            void refreshProfiles().catch((error: unknown) =>
              logger.warn({ err: error }, "profiles not refreshed"),
            ),
        }),
      );
    },
  };
}
