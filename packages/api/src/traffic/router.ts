import { readTrafficHistory, TRAFFIC_CHANNELS } from "@arterial/db/timeseries/traffic/read-observations";
import { historyProcedures } from "../history/device-history.ts";
import { procedure, router } from "../trpc.ts";
import { getQueue, getQueueInputSchema } from "./get-queue.ts";
import { getSegment, getSegmentInputSchema } from "./get-segment.ts";
import { getSources, getSourcesInputSchema } from "./get-sources.ts";
import { listQueuesNow } from "./list-congestion.ts";
import { listSegmentsNow } from "./list-segments-now.ts";
import {
  readSegmentHistory,
  readSegmentTypicalSeries,
  segmentHistoryInputSchema,
  segmentTypicalInputSchema,
} from "./segment-history.ts";
import { readSegmentHistoryThen, segmentHistoryThenInputSchema } from "./segment-history-then.ts";

export const trafficRouter = router({
  segment: procedure.input(getSegmentInputSchema).query(({ ctx, input }) => getSegment(ctx, input)),
  sources: procedure.input(getSourcesInputSchema).query(({ ctx, input }) => getSources(ctx, input)),
  segmentHistory: procedure
    .input(segmentHistoryInputSchema)
    .query(({ ctx, input }) => readSegmentHistory(ctx, input)),
  segmentHistoryThen: procedure
    .input(segmentHistoryThenInputSchema)
    .query(({ ctx, input }) => readSegmentHistoryThen(ctx, input)),
  segmentTypical: procedure
    .input(segmentTypicalInputSchema)
    .query(({ ctx, input }) => readSegmentTypicalSeries(ctx, input)),
  segmentsNow: procedure.query(({ ctx }) => listSegmentsNow(ctx)),
  queuesNow: procedure.query(({ ctx }) => listQueuesNow(ctx)),
  queue: procedure.input(getQueueInputSchema).query(({ ctx, input }) => getQueue(ctx, input)),
  ...historyProcedures({ domain: "traffic", channels: TRAFFIC_CHANNELS, read: readTrafficHistory }),
});
