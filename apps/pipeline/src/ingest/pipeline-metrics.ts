import type { Metrics } from "@arterial/runtime/metrics";

const LATENCY_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What the pipeline counts. Per kind: received = stored + dropped + dead-lettered, once nothing is under way. */
export type PipelineMetrics = ReturnType<typeof createPipelineMetrics>;

/** Registers the pipeline's metrics. */
export function createPipelineMetrics(metrics: Metrics) {
  return {
    received: metrics.counter({
      name: "arterial_readings_received",
      help: "Readings taken from the broker",
      labels: ["kind"],
    }),
    stored: metrics.counter({
      name: "arterial_readings_stored",
      help: "Readings committed to the database for the first time",
      labels: ["kind"],
    }),
    dropped: metrics.counter({
      name: "arterial_readings_dropped",
      help: "Readings ended on purpose, such as repeats",
      labels: ["kind", "reason"],
    }),
    deadLettered: metrics.counter({
      name: "arterial_readings_dead_lettered",
      help: "Readings set aside as dead letters",
      labels: ["kind", "reason"],
    }),
    late: metrics.counter({
      name: "arterial_readings_late",
      help: "Readings that came too late for every window of their kind: stored and marked",
      labels: ["kind"],
    }),
    latency: metrics.histogram({
      name: "arterial_reading_latency_seconds",
      help: "From a reading's own time to its commit; readings older than ten minutes on receipt are left out",
      labels: ["kind"],
      buckets: LATENCY_BUCKETS,
    }),
    commitLatency: metrics.histogram({
      name: "arterial_commit_latency_seconds",
      help: "From the receipt of a reading to its commit",
      buckets: LATENCY_BUCKETS,
    }),
    heldBack: metrics.counter({
      name: "arterial_mqtt_held_back",
      help: "Messages of devices above their rate, taken and acknowledged later",
      labels: ["kind"],
    }),
    refused: metrics.counter({
      name: "arterial_mqtt_refused",
      help: "Connections, publications and subscriptions refused by the broker",
      labels: ["reason"],
    }),
  };
}
