/** The value goes on to the next step. */
export interface Ok<T> {
  type: "ok";
  value: T;
}

/** The value ends here on purpose, counted by reason. */
export interface Drop {
  type: "drop";
  reason: string;
  /** When given, the drop only counts as done once this resolves: a repeat waits for its original to be safe. */
  until?: Promise<void>;
}

/** The value is kept aside with its reason and original bytes, for a person to look at. */
export interface DeadLetter {
  type: "deadLetter";
  reason: string;
  /** What exactly was wrong, for a reader; no secrets. */
  detail?: string;
}

/** The value leaves for another named output. */
export interface Redirect {
  type: "redirect";
  output: string;
  value: unknown;
}

/** What a step says about one value. Bad data is a value; lost infrastructure is thrown. */
export type StepResult<T> = Ok<T> | Drop | DeadLetter | Redirect;

/** Passes a value on. */
export function ok<T>(value: T): Ok<T> {
  return { type: "ok", value };
}

/** Ends a value on purpose; see {@link Drop.until}. */
export function drop(reason: string, until?: Promise<void>): Drop {
  return until ? { type: "drop", reason, until } : { type: "drop", reason };
}

/** Sets a value aside as a dead letter. */
export function deadLetter(reason: string, detail?: string): DeadLetter {
  return detail === undefined ? { type: "deadLetter", reason } : { type: "deadLetter", reason, detail };
}

/** Sends a value to another output. */
export function redirect(output: string, value: unknown): Redirect {
  return { type: "redirect", output, value };
}
