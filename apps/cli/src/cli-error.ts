/** Reasons of the command line's own; services add those of docs/errors.md. */
export type CliErrorCode =
  | "not_running"
  | "database"
  | "file"
  | "broker"
  | "sumo"
  | "not_registered"
  | "usage"
  | "interrupted"
  | "internal";

/** The command cannot be done; the message is for the person who typed it. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: CliErrorCode;

  constructor(code: CliErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
