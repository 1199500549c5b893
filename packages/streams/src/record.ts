/** A record as it is given to the log. The key decides the partition, and so what stays in order. */
export interface NewRecord<V = unknown> {
  key: string;
  value: V;
  /** Event time, epoch ms. */
  timestampMs: number;
}

/** A record as it is read back. Values must survive JSON: an adapter may write them to a wire. */
export interface LogRecord<V = unknown> extends NewRecord<V> {
  topic: string;
  partition: number;
  /** Position within the partition, from 0 without gaps. */
  offset: number;
  /** When a log that keeps its records took this one, epoch ms by its own clock. */
  appendedAt?: number;
}
