import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** Labels of a sample by name; values are short, bounded sets (kinds, reasons), never ids. */
export type Labels = Readonly<Record<string, string>>;

/** A figure that only grows, since the process started. */
export interface CounterMetric {
  add(labels?: Labels, value?: number): void;
}
/** A figure that goes up and down. */
export interface GaugeMetric {
  set(value: number, labels?: Labels): void;
  /** Takes it out of what is rendered, unless another one of its name is in its place: what it told of has ended. */
  unregister(): void;
}
/** Counts of observed values by bucket. */
export interface HistogramMetric {
  observe(value: number, labels?: Labels): void;
}

/** One value of a figure that has labels. */
export interface LabelledValue {
  labels: Labels;
  value: number;
}

interface MetricOptions {
  /** Base units in the name (`_seconds`, `_bytes`); counters without `_total`, which is added on output. */
  name: string;
  help: string;
  labels?: readonly string[];
}

/** The metrics of one process and their OpenMetrics text. */
export interface Metrics {
  counter(options: MetricOptions): CounterMetric;
  /** `collect` is asked when the metrics are read: for one value, or for one of each set of labels there is now. */
  gauge(options: MetricOptions & { collect?: () => number | readonly LabelledValue[] }): GaugeMetric;
  histogram(options: MetricOptions & { buckets: readonly number[] }): HistogramMetric;
  render(): Promise<string>;
  contentType: string;
}

type OpenMetricsRegistry = Registry<typeof Registry.OPENMETRICS_CONTENT_TYPE>;

function baseOf(options: MetricOptions, registry: OpenMetricsRegistry) {
  return {
    name: options.name,
    help: options.help,
    labelNames: [...(options.labels ?? [])],
    registers: [registry],
  };
}

function setAll(gauge: Gauge, values: number | readonly LabelledValue[]): void {
  if (typeof values === "number") {
    gauge.set(values);
    return;
  }
  gauge.reset();
  for (const { labels, value } of values) gauge.set(labels, value);
}

/**
 * Creates an empty registry; one per process, passed to whoever counts. A part that starts again goes on with the counters
 * and histograms that it had, and puts its gauges in the place of the old ones.
 */
export function createMetrics(): Metrics {
  const registry: OpenMetricsRegistry = new Registry();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const known = (name: string) => registry.getSingleMetric(name);
  return {
    counter: (options) => {
      const earlier = known(options.name);
      const counter = earlier instanceof Counter ? earlier : new Counter(baseOf(options, registry));
      return { add: (labels = {}, value = 1) => counter.inc(labels, value) };
    },
    gauge: (options) => {
      const { collect } = options;
      if (known(options.name) instanceof Gauge) registry.removeSingleMetric(options.name);
      const gauge: Gauge = new Gauge({
        ...baseOf(options, registry),
        ...(collect ? { collect: () => setAll(gauge, collect()) } : {}),
      });
      return {
        set: (value, labels = {}) => gauge.set(labels, value),
        unregister: () => {
          if (known(options.name) === gauge) registry.removeSingleMetric(options.name);
        },
      };
    },
    histogram: (options) => {
      const earlier = known(options.name);
      const histogram =
        earlier instanceof Histogram
          ? earlier
          : new Histogram({ ...baseOf(options, registry), buckets: [...options.buckets] });
      return { observe: (value, labels = {}) => histogram.observe(labels, value) };
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
