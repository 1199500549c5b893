import type { Scope } from "@arterial/runtime/lifecycle";
import { startSegmentMetrics } from "./domains/traffic/segment-metrics/start-segment-metrics.ts";
import { startSensorHealth } from "./fusion/sensor-health/start-sensor-health.ts";
import { startFusion } from "./fusion/start-fusion.ts";
import { startTypicalNow } from "./fusion/typical-now.ts";
import { startHistoryLoad } from "./jobs/history/start-history-load.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import type { PipelineContext } from "./pipeline-context.ts";

/**
 * Starts what works on the stream besides the sinks: operators, fusion, jobs. One line each, in order; each gets what
 * it needs of the context and returns how it is stopped.
 */
export async function startParts(scope: Scope, context: PipelineContext): Promise<void> {
  const { logger } = context;
  const timeZone = () => context.city.current()?.timeZone;
  const typical = await scope.start("profiles", () => startTypicalNow({ ...context, timeZone }));
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
      isTrusted: (id) => trust.faultOf(id) === undefined,
    }),
  );
  await scope.start("fusion", () =>
    startFusion({ ...context, typical, trust, preview: segmentMetrics.preview }),
  );
  await scope.start("jobs", () => startJobs({ ...context, typical }));
  await scope.start("history", () =>
    startHistoryLoad({
      ...context,
      onProfiles: () =>
        void typical
          .refresh()
          .catch((error: unknown) => logger.warn({ err: error }, "profiles not refreshed")),
    }),
  );
}
