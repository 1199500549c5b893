/** Reasons for which a SUMO file cannot be used. */
export type SumoFileErrorCode = "INVALID_XML" | "INVALID_VALUE" | "NOT_A_NETWORK";

/** A SUMO file that cannot be read at all: cut short, not XML, or a number that is none. `code` is stable. */
export class SumoFileError extends Error {
  readonly code: SumoFileErrorCode;

  constructor(code: SumoFileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SumoFileError";
    this.code = code;
  }
}
