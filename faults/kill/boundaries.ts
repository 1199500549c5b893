/** Places between two steps of the worker's work at which it can be killed, with the log in the worker. */
export const BOUNDARIES = [
  /** The first statement of a batch is about to be sent. */
  "before-batch",
  /** Rows of readings are written and not committed. */
  "rows-written",
  /** The commit of readings is sent and its answer has not come. */
  "commit-sent",
  /** Readings are committed, no acknowledgement is sent. */
  "committed",
  /** Some readings of a batch are acknowledged, others not. */
  "acknowledging",
  /** Dead letters are written and not committed. */
  "letters-written",
  /** Dead letters are committed and not acknowledged. */
  "letters-committed",
  /** A window has closed and is not written. */
  "before-windows",
  /** A window is written and nobody was told. */
  "windows-written",
  /** Open windows are being rebuilt after a crash. */
  "rebuilding",
] as const;

/** Where a commit of rows and one of the log lie apart. */
export const BOUNDARIES_ON_KAFKA = [
  /** Readings are in Kafka and not acknowledged. */
  "in-log",
  /** The sink has committed rows, the group's offset is where it was. */
  "committed",
] as const;

export type Boundary = (typeof BOUNDARIES)[number] | (typeof BOUNDARIES_ON_KAFKA)[number];

/** Settings of the preloaded switch: the boundary, how many times it is passed, and a file that says it was used. */
export const KILL_AT = "FAULTS_KILL_AT";
export const KILL_AFTER = "FAULTS_KILL_AFTER";
export const KILL_MARKER = "FAULTS_KILL_MARKER";
