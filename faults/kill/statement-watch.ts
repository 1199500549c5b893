import type { Boundary } from "./boundaries.ts";

type Work = "readings" | "letters" | "windows" | "rebuild";

/** Tells boundaries by what connections say to PostgreSQL. It knows tables by their names, however rows are written. */
export interface StatementWatch {
  beforeSending(connection: object, text: string): void;
  /** A commit of readings is on its way. */
  isCommitOfReadings(connection: object, text: string): boolean;
  afterAnswer(connection: object, text: string): void;
}

/** Positions of vehicles are read back for the windows alone; the watch of sensors reads the other tables back as well. */
const OPENS_REBUILD = /^\s*declare replay_observations\b.*\bvehicle_observation\b/is;
const READS_BACK = /^\s*fetch .* from replay_observations/is;

function workOf(text: string): Work | undefined {
  if (/segment_metric_\dm/.test(text)) return /\binsert\b/i.test(text) ? "windows" : undefined;
  if (!/\b(insert|copy)\b/i.test(text)) return undefined;
  if (/dead_letter/.test(text)) return "letters";
  return /_observation\b/.test(text) && !/latest_observation/.test(text) ? "readings" : undefined;
}

/** Creates a watch that calls `pass` at each boundary. */
export function createStatementWatch(pass: (boundary: Boundary) => void): StatementWatch {
  /** What the transaction of a connection has written, or reads back, so far. */
  const doing = new WeakMap<object, Work>();
  return {
    beforeSending: (connection, text) => {
      if (/^begin/i.test(text)) pass("before-batch");
      if (OPENS_REBUILD.test(text)) doing.set(connection, "rebuild");
      const work = workOf(text);
      if (work === "windows") pass("before-windows");
      if (work === "readings" || work === "letters") doing.set(connection, work);
    },
    isCommitOfReadings: (connection, text) => /^commit/i.test(text) && doing.get(connection) === "readings",
    afterAnswer: (connection, text) => {
      const work = workOf(text);
      if (work === "readings") pass("rows-written");
      if (work === "letters") pass("letters-written");
      if (work === "windows") pass("windows-written");
      if (READS_BACK.test(text) && doing.get(connection) === "rebuild") pass("rebuilding");
      if (!/^(commit|rollback)/i.test(text)) return;
      const done = doing.get(connection);
      doing.delete(connection);
      if (!/^commit/i.test(text)) return;
      if (done === "readings") pass("committed");
      if (done === "letters") pass("letters-committed");
    },
  };
}
