/** `REFUSED`: SUMO understood and said no; `CLOSED`: the connection is gone; `PROTOCOL`: an answer that makes no sense. */
export type TraciErrorCode = "REFUSED" | "CLOSED" | "PROTOCOL";

/** A TraCI exchange that failed. */
export class TraciError extends Error {
  readonly code: TraciErrorCode;

  constructor(code: TraciErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "TraciError";
    this.code = code;
  }
}
