import type { DeadLetter } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import type { AlarmEvent } from "@arterial/domain/alarm/alarm-event";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import type { Observation } from "@arterial/domain/observation";
import type { CongestionEvent } from "@arterial/domain/traffic/queue";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { EventLog } from "@arterial/streams/event-log";

/** A dead letter on the log; it says whether its sender marked it as one that may have come before. */
export interface DeadLetterRecord extends DeadLetter {
  isRedelivery: boolean;
}

/** What each topic of the pipeline's log carries. */
export type PipelineTopics = {
  [K in DeviceKind as (typeof OBSERVATION_TOPICS)[K]]: Observation<K>;
} & {
  "dead-letters": DeadLetterRecord;
  "segment-metrics": SegmentMetric;
  "congestion-events": CongestionEvent;
  "alarm-events": AlarmEvent;
};

/** The pipeline's event log. */
export type PipelineLog = EventLog<PipelineTopics>;
