import type { Metrics } from "@arterial/runtime/metrics";

/** What the gateway counts. */
export interface GatewayMetrics {
  sentBytes(bytes: number): void;
  resyncs(): void;
  /** Somebody was too slow. */
  sheds(): void;
  /** Seconds from a sensor's time to its position on a screen. */
  seenAfter(seconds: number): void;
}

const LATENCY_BUCKETS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3, 5, 10, 30, 60];

/** Registers the gateway's metrics. */
export function createGatewayMetrics(metrics: Metrics, clients: () => number): GatewayMetrics {
  metrics.gauge({ name: "arterial_live_clients", help: "Browsers on the live line", collect: clients });
  const bytes = metrics.counter({ name: "arterial_live_sent_bytes", help: "Bytes of live messages sent" });
  const resyncs = metrics.counter({
    name: "arterial_live_resyncs",
    help: "Snapshots that browsers asked for after a gap",
  });
  const sheds = metrics.counter({
    name: "arterial_live_shed",
    help: "Times that a browser was too slow and frames were left out for it",
  });
  const seen = metrics.histogram({
    name: "arterial_live_sensor_to_browser_seconds",
    help: "Time of a position until a browser says that it is on the screen, way back included; a sample",
    buckets: LATENCY_BUCKETS,
  });
  return {
    sentBytes: (count) => bytes.add({}, count),
    sheds: () => sheds.add(),
    resyncs: () => resyncs.add(),
    seenAfter: (seconds) => seen.observe(seconds),
  };
}
